import { execSync } from 'node:child_process';
import { loadConfig } from './config.js';

export async function deploy(): Promise<void> {
  execSync('git push', { input: 'yes' });
  console.log(loadConfig());
}
