/** The texts of what went wrong and of what helps, by their type. */
import type { Page } from "../../ipc/generated/Command";
import type { FailureKind } from "../../ipc/generated/FailureKind";
import type { ErrorCode } from "../../ipc/generated/IpcError";

/** Whom a failure is about. */
export interface FailureSubject {
  provider: string;
  /** The environment variable that the key is taken from, if it is. */
  variable: string | null;
  httpStatus: number | null;
}

export interface FailureText {
  title: string;
  explanation: (subject: FailureSubject) => string;
}

export interface FailureTexts {
  failures: Record<FailureKind, FailureText>;
  /** What is done about a key from the environment, which Lowtide cannot replace. */
  environmentKey: (variable: string) => string;
  actions: {
    replaceKey: string;
    enterKey: string;
    retry: string;
    addAgain: string;
    openPage: Record<Page, string>;
  };
  errors: Record<ErrorCode, string>;
}
