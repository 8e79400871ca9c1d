/** Objects by which a script names what it may also name freely: `window.prompt`. */
const scopes = /\b(?:window|globalThis|self|global|top|parent)\s*(?:\?\s*)?\.\s*$/;

/** The end of a declaration's beginning: what follows is named, not used. */
const declares = /(?<![\w$.])(?:const|let|var|function\s*\*?|class|interface|type|enum)\s*$/;

/** The start of a place where a word that a colon follows is a key: `{ prompt: …`, not `a ? prompt : b`. */
const keyPlace = /(?:[{,;]|^|\n)\s*$/;

/**
 * Whether a text may mean a global function by a word that is a name of many other things as well: mentioned otherwise
 * than as a member, a key, the name of a declaration, the end of a quoted text such as the name of a module, a part of a
 * sentence, or a word that an import of the file has given another meaning.
 */
export function mentionsFreely(text: string, name: string): boolean {
  let imported: boolean | undefined;
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
    const end = at + name.length;
    if (isNamePart(text[at - 1]) || isNamePart(text[end])) continue;
    if (text[end] === '"' || text[end] === "'") continue;
    const before = text.slice(Math.max(0, at - 40), at);
    if (declares.test(before)) continue;
    if (/(?<!\.\.)\.\s*$/.test(before)) {
      if (scopes.test(before)) return true;
      continue;
    }
    const after = text.slice(end, end + 40);
    if (/^\s*\??:/.test(after) && keyPlace.test(before)) continue;
    if (/^[ \t]+(?!(?:as|satisfies|in|instanceof|of)\b)\w/.test(after) || /^\.(?:\s|$)/.test(after)) continue;
    imported ??= importOf(name).test(text);
    if (!imported) return true;
  }
  return false;
}

/** Whether a character can stand in a name. */
export function isNamePart(character: string | undefined): boolean {
  return character !== undefined && /[\w$]/.test(character);
}

/** An import declaration binds a name for the whole file. */
function importOf(name: string): RegExp {
  return new RegExp(`^\\s*import\\s(?:[^'";]*[{\\s,])?${name}(?:\\s*[,}][^'";]*)?\\s*from\\b`, 'm');
}
