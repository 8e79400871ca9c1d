import { version } from 'node:process';
import type { CancellationToken, Connection } from 'vscode-languageserver';
import { untilCancelled } from './cancellation.ts';
import { fixWorkspace } from './fix-workspace.ts';
import type { Folders } from './folders.ts';
import type { Guard } from './guard.ts';
import { serveJobs } from './jobs.ts';
import type { Log } from './log.ts';
import { explainAt, findingAt, helperAt, type PlaceParts } from './places.ts';
import {
  explainRequest,
  findingRequest,
  helperRequest,
  reportRequest,
  type PositionParams,
  type ServerReport,
} from './protocol.ts';
import type { Survey } from './survey.ts';
import type { Turns } from './turns.ts';

export interface CustomParts extends PlaceParts {
  readonly survey: Survey;
  readonly folders: Folders;
  readonly guard: Guard;
  readonly log: Log;
  /** The order of the connection's messages. */
  readonly turns: Turns;
}

/** Answers the requests that go beyond the protocol of language servers; see `protocol.ts`. */
export function serveCustomRequests(connection: Connection, parts: CustomParts): { dispose(): void } {
  connection.onRequest(findingRequest, (params: PositionParams, token: CancellationToken) =>
    findingAt(parts, params, token),
  );
  connection.onRequest(helperRequest, async (params: PositionParams, token: CancellationToken) => {
    // Who blocks is only known when the project is; until then other messages are answered.
    parts.turns.current()();
    await untilCancelled(parts.session.files(), token);
    return await helperAt(parts, params, token);
  });
  connection.onRequest(explainRequest, (params: PositionParams, token: CancellationToken) =>
    explainAt(parts, params, token),
  );
  connection.onRequest(reportRequest, () => reportOf(parts));
  return serveJobs(connection, parts.log, {
    scan: (context) => parts.survey.scan(context),
    'fix-all': (context) => fixWorkspace(parts, context),
  });
}

function reportOf({ analyzer, documents, folders, session, survey }: CustomParts): ServerReport {
  const { files, parsed, durationMs } = session.statistics();
  return {
    node: version,
    openDocuments: documents.paths().length,
    folders: folders.paths.length,
    files,
    parsed,
    projectMs: durationMs,
    documentMs: analyzer.durationMs,
    memoryMb: Math.round(process.memoryUsage().rss / 1_000_000),
    findings: survey.counts(),
  };
}
