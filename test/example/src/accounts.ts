// Passwords and the database they are in: computation, and a driver that has no asynchronous form.
import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';

// At the top level this runs once, before anybody waits: not reported unless you ask for it.
const database = new DatabaseSync('accounts.db');

export async function signUp(name: string, password: string): Promise<void> {
  const salt = randomBytes(16);
  const hash = scryptSync(password, salt, 64);
  database.prepare('INSERT INTO accounts VALUES (?, ?, ?)').run(name, salt, hash);
}

export async function signIn(name: string, password: string): Promise<boolean> {
  const account = database.prepare('SELECT salt, hash FROM accounts WHERE name = ?').get(name);
  if (!(account?.salt instanceof Uint8Array) || !(account.hash instanceof Uint8Array)) return false;
  return timingSafeEqual(scryptSync(password, account.salt, 64), account.hash);
}
