import { runProcess } from '../../src/cli/process.ts';
import { createStandInProver } from './stand-in-prover.ts';
import { createStandInSession } from './stand-in-session.ts';

// The whole command line as a process of its own, with stand-ins for the analysis and the type checker.
void runProcess({
  extensions: ['.ts', '.js'],
  createSession: createStandInSession,
  createProver: createStandInProver,
});
