import { runProcess } from '../../src/cli/process.ts';
import { createStandInSession } from './stand-in-session.ts';

// The whole command line as a process of its own, with the stand-in for the analysis.
void runProcess({ extensions: ['.ts', '.js'], createSession: createStandInSession });
