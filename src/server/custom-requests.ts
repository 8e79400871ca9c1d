import { version } from 'node:process';
import type { CancellationToken, Connection } from 'vscode-languageserver';
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

export interface CustomParts extends PlaceParts {
  readonly survey: Survey;
  readonly folders: Folders;
  readonly guard: Guard;
  readonly log: Log;
}

/** Answers the requests that go beyond the protocol of language servers; see `protocol.ts`. */
export function serveCustomRequests(connection: Connection, parts: CustomParts): { dispose(): void } {
  connection.onRequest(findingRequest, (params: PositionParams, token: CancellationToken) =>
    findingAt(parts, params, token),
  );
  connection.onRequest(helperRequest, (params: PositionParams, token: CancellationToken) =>
    helperAt(parts, params, token),
  );
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
