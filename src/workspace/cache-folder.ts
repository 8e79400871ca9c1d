import { homedir } from 'node:os';
import path from 'node:path';

/** The folder in which the user's system keeps what can be made anew, for us. */
export function cacheFolder(
  platform: NodeJS.Platform = process.platform,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string {
  return path.join(base(platform, environment), 'unblock');
}

function base(platform: NodeJS.Platform, environment: Readonly<Record<string, string | undefined>>): string {
  if (platform === 'darwin') return path.join(homedir(), 'Library', 'Caches');
  if (platform === 'win32') return environment['LOCALAPPDATA'] ?? path.join(homedir(), 'AppData', 'Local');
  const given = environment['XDG_CACHE_HOME'];
  // The specification of XDG_CACHE_HOME says that relative paths are to be ignored.
  return given !== undefined && path.isAbsolute(given) ? given : path.join(homedir(), '.cache');
}
