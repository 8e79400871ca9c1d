import { ts } from '../ts.ts';
import type { Config } from './config.ts';
import type { Overlay } from './overlay.ts';

/** Of comments only what decides about errors is parsed. */
const jsDocParsingMode = ts.JSDocParsingMode.ParseForTypeErrors;

/** Makes what shares parsed files between services. */
export function createRegistry(): ts.DocumentRegistry {
  return ts.createDocumentRegistry(ts.sys.useCaseSensitiveFileNames, undefined, jsDocParsingMode);
}

/** What services have in common. */
export interface ServiceTools {
  /** Shares what is parsed between services. */
  readonly registry: ts.DocumentRegistry;
  /** Ends work that nobody waits for any more. */
  readonly token: ts.CancellationToken;
}

/** Opens the language service of a project, with some texts laid over the disk. `config` gives the newest options. */
export function openService(
  config: () => Config,
  overlay: Overlay,
  { registry, token }: ServiceTools,
): ts.LanguageService {
  const host: ts.LanguageServiceHost & { useSourceOfProjectReferenceRedirect(): boolean } = {
    getCompilationSettings: () => config().options,
    getProjectReferences: () => config().projectReferences,
    // Projects that it refers to are read as they are, not as they were built last, if they were.
    useSourceOfProjectReferenceRedirect: () => true,
    getScriptFileNames: () => [...config().files],
    getScriptVersion: (path) => overlay.version(path),
    getScriptSnapshot: (path) => overlay.snapshot(path),
    getCurrentDirectory: () => config().path.replace(/\/[^/]*$/, ''),
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    getCancellationToken: () => token,
    jsDocParsingMode,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    fileExists: (path) => overlay.has(path) || ts.sys.fileExists(path),
    readFile: (path) => overlay.read(path),
    readDirectory: (...query) => ts.sys.readDirectory(...query),
    directoryExists: (path) => ts.sys.directoryExists(path),
    getDirectories: (path) => ts.sys.getDirectories(path),
    realpath: (path) => ts.sys.realpath?.(path) ?? path,
  };
  return ts.createLanguageService(host, registry);
}
