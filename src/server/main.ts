import * as nodeModule from 'node:module';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { languageOf, languages } from '../languages/registry.ts';
import { createFactsThread } from '../parsing/facts-thread.ts';
import { createProver } from '../proof/prover.ts';
import { createSession } from '../workspace/create-session.ts';
import { factsVersion } from '../workspace/facts-version.ts';
import { describeError } from './log.ts';
import { storageOption } from './protocol.ts';
import { startServer } from './server.ts';
import { Turns } from './turns.ts';

// Spares the next start the compilation of the parser; Node 20 cannot do that yet.
if ('enableCompileCache' in nodeModule) nodeModule.enableCompileCache();

const extensions = languages.flatMap((language) => language.extensions);
const turns = new Turns();
const connection = createConnection(ProposedFeatures.all, turns.options);

// One fault must not cost the user the whole server.
process.on('uncaughtException', (error) => {
  connection.console.error(`Unexpected: ${describeError(error)}`);
});
process.on('unhandledRejection', (reason) => {
  connection.console.error(`Unexpected: ${describeError(reason)}`);
});

const storage = process.argv[process.argv.indexOf(storageOption) + 1];
const cache =
  process.argv.includes(storageOption) && storage !== undefined && factsVersion !== undefined
    ? { folder: storage, version: factsVersion }
    : undefined;

const reader = createFactsThread({ memoryMb: 1024, timeMs: 60_000, idleMs: 300_000 }, cache);
// By the time a document is opened it is ready.
reader.start();

startServer(connection, {
  turns,
  // Five minutes after the last proof its memory is given back.
  prover: createProver({ memoryMb: 3072, fullest: 0.75, timeMs: 120_000, idleMs: 300_000 }),
  onShutdown: () => reader.stop(),
  createSession: (configs) =>
    createSession({
      configs,
      languageOf,
      extensions,
      patient: false,
      reader,
      onFailure: (error) => {
        connection.console.error(`The project could not be analysed: ${describeError(error)}`);
      },
    }),
});
connection.listen();
