#!/usr/bin/env node
import './tune.ts';
import { runProcess } from './process.ts';
import { createServices } from './services.ts';

void runProcess(createServices());
