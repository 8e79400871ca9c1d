// A package that asks another machine and lets nothing else run until it has answered.
import fetchNow from 'sync-fetch';

export async function weather(city: string): Promise<string> {
  return fetchNow(`https://weather.example/${encodeURIComponent(city)}`).text();
}
