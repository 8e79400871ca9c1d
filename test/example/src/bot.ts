// A chat bot that answers commands. Every file here blocks the event loop somewhere: put the cursor on an underlined
// call and press Ctrl+. (Cmd+. on a Mac), or rest the mouse on it to read why.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { signIn } from './accounts.js';
import { archive, restore } from './archive.js';
import { loadConfig } from './config.js';
import { deploy, waitForHealth } from './deploy.js';
import { findNotes } from './notes.js';
import { weather } from './weather.js';

export interface Message {
  readonly author: string;
  readonly text: string;
}

/** What a person sees at first: while this reads, no other message is answered. */
export async function greet({ author }: Message): Promise<string> {
  const template = readFileSync('templates/greeting.txt', 'utf8').trim();
  return template.replace('{name}', author);
}

/** Each command and what answers it. */
const commands: Readonly<Record<string, (message: Message, rest: string) => Promise<string>>> = {
  hello: greet,
  login: async ({ author }, password) => ((await signIn(author, password)) ? 'Welcome back.' : 'No.'),
  deploy: async (_message, version) => {
    await deploy(version);
    await waitForHealth('http://localhost:8080/health');
    return `${version} is live.`;
  },
  archive: async (_message, channel) => `Archived to ${await archive(channel)}.`,
  restore: async (_message, file) => await restore(file),
  weather: async (_message, city) => await weather(city),
  notes: async (_message, words) => (await findNotes(words)).join('\n'),
};

export async function answer(message: Message): Promise<string> {
  const [name = '', ...rest] = message.text.split(' ');
  appendFileSync('bot.log', `${message.author}: ${message.text}\n`);
  const command = commands[name];
  return command === undefined ? 'What do you mean?' : await command(message, rest.join(' '));
}

/** `loadConfig` is not async, but it blocks: the chain below the message leads to the call that does. */
export async function broadcast(text: string): Promise<void> {
  for (const channel of loadConfig().channels) await answer({ author: channel, text });
}

/** Attachments that are still there. The callback of `filter` must answer at once, so this one takes a rewrite. */
export async function attachments(files: readonly string[]): Promise<readonly string[]> {
  return files.filter((file) => existsSync(file));
}

createServer((request, response) => {
  // The event loop calls this for each request: reported one step lower than in an async function.
  response.end(readFileSync(`public${request.url ?? '/index.html'}`));
}).listen(8080);
