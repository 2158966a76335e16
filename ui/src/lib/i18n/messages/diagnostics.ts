/** The texts of the diagnostics, by their type. */
import type { ServiceState } from "../../ipc/generated/Diagnostics";
import type { LogLevel } from "../../ipc/generated/LogLine";

type Service = "keychain" | "tray" | "notifications";

export interface DiagnosticsTexts {
  diagnostics: {
    title: string;
    lead: string;
    services: string;
    service: Record<Service, string>;
    states: Record<ServiceState, string>;
    test: string;
    testInFull: Record<Service, string>;
    testing: string;
    /** What a test that went well showed. */
    passed: Record<Service, string>;
    failed: (words: string) => string;
    about: string;
    version: string;
    system: string;
    session: string;
    desktop: string;
    webEngine: string;
    polls: string;
    pollsHere: string;
    pollsElsewhere: string;
    notKnown: string;
    files: string;
    historyFile: string;
    historySize: string;
    historySince: string;
    configFile: string;
    dataFolder: string;
    open: string;
    openInFull: (folder: string) => string;
    problems: string;
    noProblems: string;
    log: string;
    logLevel: string;
    levels: Record<LogLevel, string>;
    levelAndGraver: (level: string) => string;
    everything: string;
    reload: string;
    logEmpty: string;
    logNoMatch: string;
    report: string;
    reportHint: string;
    copy: string;
    copied: string;
    notCopied: string;
    reportText: string;
  };
}
