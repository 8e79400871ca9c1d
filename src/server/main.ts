import * as nodeModule from 'node:module';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { languageOf, languages } from '../languages/registry.ts';
import { createSession } from '../workspace/create-session.ts';
import { connectionOptions } from './connection-options.ts';
import { describeError } from './log.ts';
import { startServer } from './server.ts';

// Spares the next start the compilation of the parser; Node 20 cannot do that yet.
if ('enableCompileCache' in nodeModule) nodeModule.enableCompileCache();

const extensions = languages.flatMap((language) => language.extensions);
const connection = createConnection(ProposedFeatures.all, connectionOptions);

// One fault must not cost the user the whole server.
process.on('uncaughtException', (error) => {
  connection.console.error(`Unexpected: ${describeError(error)}`);
});
process.on('unhandledRejection', (reason) => {
  connection.console.error(`Unexpected: ${describeError(reason)}`);
});

startServer(connection, () => createSession({ languageOf, extensions, patient: false }));
connection.listen();
