// What the adapter for the language models of VS Code and the extension host, which alone can ask them, say to each other over a message port.

/** A message of the conversation; the API of VS Code has no other roles. */
export interface EditorChatMessage {
  role: 'user' | 'assistant';
  text: string;
}

export type EditorCommand =
  | {
      type: 'ask';
      id: number;
      /** What stands behind `vscode~`. */
      name: string;
      messages: EditorChatMessage[];
      /** Goes to the model's provider as it is. */
      options: { [name: string]: unknown };
    }
  /** Nobody waits for the answer any more. */
  | { type: 'cancel'; id: number };

/** Which of the models it is. */
export interface EditorModel {
  vendor: string;
  family: string;
  id: string;
  version: string;
}

export type EditorReply =
  /** It is asked from here on. Comes again when the user had to say first whether the model may be used. */
  | { type: 'sent'; id: number; model: EditorModel }
  | { type: 'text'; id: number; text: string }
  /** The answer is complete. */
  | { type: 'ended'; id: number }
  /** The last message: tokens as VS Code counts them; null where it does not. */
  | { type: 'counted'; id: number; input: number | null; output: number | null }
  /** The last message. */
  | { type: 'failed'; id: number; failure: EditorFailure };

/** Why there is no answer. */
export interface EditorFailure {
  /** VS Code's name of the error, `NoPermissions`; blank where it has none. */
  code: string;
  /** Its words, and those of its cause. */
  message: string;
  /** Of a name that no model has: those that there are, as they are written. Of one that several have: these. */
  models?: string[];
}
