/** En español: la página de las reglas de alerta, y lo que se escribe en los formularios. */
import type { RulesTexts } from "../messages/rules";

const times = (count: number) => (count === 1 ? "una vez" : count === 2 ? "dos veces" : `${count} veces`);
const received = (count: number) =>
  count === 0
    ? "no habrías recibido ninguna alerta"
    : count === 1
      ? "habrías recibido 1 alerta"
      : `habrías recibido ${count} alertas`;
const inDays = (count: number) => (count === 1 ? "En el último día" : `En los últimos ${count} días`);
const accountsOf = (count: number) => (count === 1 ? "1 cuenta" : `${count} cuentas`);

export const rules = {
  entry: {
    missing: "Introduce un número.",
    notNumber: "Escribe solo cifras, con una coma o un punto para los decimales: 1000,5",
    ambiguous: (typed) =>
      `«${typed}» se puede leer de dos maneras. Quita los separadores de miles o escribe un decimal más.`,
    tooLong: "Son más cifras de las que se pueden guardar con exactitud.",
    notWhole: "Introduce un número entero.",
    notPercent: "Introduce un porcentaje de 0 a 100.",
    fullFromZero: "Introduce más del 0 %: cualquier almacenamiento llega a eso.",
    notTime: "Introduce una hora del día.",
    sameTimes: "Elige dos horas distintas.",
    spanRange: (least, most) => `Introduce un tiempo de ${least} a ${most}.`,
    noLevel: "Rellena uno de los dos o desactiva la regla.",
    criticalAbove: "El crítico no debe ser mayor que el aviso.",
    refused: (words, detail) => `${words} (${detail})`,
  },
  spanUnits: { s: "segundos", m: "minutos", h: "horas", d: "días", w: "semanas" },
  undoing: { undo: "Deshacer", dismiss: "Descartar", undone: "Deshecho" },
  rules: {
    title: "Alertas",
    lead: "Qué te dice Lowtide y cuándo. Los cambios se guardan al hacerlos.",
    scope: "Reglas para",
    everyAccount: "Todas las cuentas",
    everyAccountHint: "Valen para toda cuenta que no tenga reglas propias.",
    oneAccountHint: "Lo que cambies aquí vale solo para esta cuenta.",
    groups: { left: "Lo que queda", wrong: "Lo demás que ocurra", manner: "Cómo se te avisa" },
    names: {
      amount: "Cantidad restante",
      share: "Parte restante",
      runway: "Días restantes",
      empty: "No queda nada",
      keyRejected: "Clave rechazada",
      unreachableAfter: "Inaccesible",
      subscription: "Suscripción",
      storage: "Almacenamiento",
      expiry: "Caducidad",
      unusualSpend: "Consumo inusual",
      toppedUp: "Recargado",
      reminder: "Recordatorios",
      quietHours: "Horas de silencio",
      hysteresis: "Rearme",
    },
    explanations: {
      amount: "Queda menos de la cantidad que indiques.",
      share: "Queda menos de esta parte del plan, o del máximo desde la última recarga.",
      runway: "Al ritmo actual, no alcanza para más tiempo que este.",
      empty: "No queda nada, o así lo dice el proveedor.",
      keyRejected: "El proveedor ya no acepta la clave.",
      unreachableAfter: "Hace un tiempo que no hay lecturas.",
      subscription: "Tiene un pago vencido, está cancelada o está inactiva.",
      storage: "Un almacenamiento está casi lleno.",
      expiry: "Un saldo o un plan termina pronto.",
      unusualSpend: "En una hora se consume mucho más que nunca. Así se nota una clave filtrada.",
      toppedUp: "Se añadió algo. En el registro consta en cualquier caso.",
      reminder: "Lo que sigue siendo cierto se vuelve a decir.",
      quietHours: "Los avisos esperan hasta que terminen estas horas.",
      hysteresis:
        "Una regla no vuelve a alertar hasta que la cantidad haya superado su límite en este margen.",
    },
    amountOfEach: "Queda menos de una cantidad, en la unidad de cada cuenta.",
    warningBelow: "Aviso por debajo de",
    criticalBelow: "Crítico por debajo de",
    fieldOf: {
      unreachableAfter: "Tras",
      storage: "Desde",
      expiry: "En menos de",
      reminder: "Cada",
      hysteresis: "Por encima en",
    },
    unit: "Unidad",
    quietFrom: "De",
    quietTo: "A",
    criticalPasses: "Las alertas críticas se muestran igualmente",
    on: "activada",
    off: "desactivada",
    levels: (warning, critical) =>
      critical === null
        ? `aviso por debajo de ${warning ?? ""}`
        : warning === null
          ? `crítico por debajo de ${critical}`
          : `${warning} / ${critical}`,
    between: (from, to) => `de ${from} a ${to}`,
    asForAll: (value) => `Como para todas: ${value}`,
    asForAllPlain: "Como para todas",
    ownRule: "Solo para esta cuenta",
    changedRule: "Cambiada",
    useGeneral: "Usar la regla general",
    useDefault: "Volver al valor inicial",
    useGeneralFor: (rule) => `${rule}: usar la regla general`,
    useDefaultFor: (rule) => `${rule}: volver al valor inicial`,
    fillIn: "Introduce una cantidad. Hasta entonces, esta regla está desactivada.",
    suggestion: (warning, critical) =>
      `Para unos cinco días hacen falta ${warning}; para un día, ${critical}.`,
    useSuggestion: "Usar",
    noSuggestion: "Lowtide propone cantidades aquí cuando sabe a qué ritmo consume esta cuenta.",
    said: {
      switchedOn: (subject, rule) => `${subject}: «${rule}» activada`,
      switchedOff: (subject, rule) => `${subject}: «${rule}» desactivada`,
      changed: (subject, rule, value) => `${subject}: «${rule}» es ahora ${value}`,
      reset: (subject, rule) => `${subject}: se retiró la regla propia «${rule}»`,
      woken: (account) => `${account} ya no está en silencio`,
    },
    preview: {
      title: "Con estas reglas",
      told: (count, span) => `${inDays(span)} ${received(count)}.`,
      toldAll: (count, span, accounts) =>
        `${inDays(span)} ${received(count)} sobre ${accounts === 1 ? "tu cuenta" : accountsOf(accounts)}.`,
      times: (count) => (count === 0 ? "nunca" : times(count)),
      decisions: (count) =>
        count === 1 ? "Mostrar qué se habría decidido" : `Mostrar las ${count} decisiones`,
      working: "Calculando…",
      workingOf: (done, all) => `Calculando: ${done} de ${all} cuentas…`,
      workOut: (accounts) => `Calcular para ${accountsOf(accounts)}`,
      noPast: "Aún no hay un pasado con el que juzgar.",
      noAccounts: "Añade una clave para ver qué te habrían dicho estas reglas.",
    },
    record: {
      title: "Registro",
      lead: "Qué se notificó, qué se retuvo y por qué.",
      account: "Cuenta",
      outcome: "Mostrar",
      outcomes: { all: "Todas", told: "Notificadas", held: "Retenidas" },
      older: "Mostrar anteriores",
      none: "Aún no se ha notificado ni retenido nada.",
      noMatch: "Nada coincide.",
      noMatchYet: "De momento nada coincide.",
    },
    silence: {
      title: "Silencio",
      given: "Las alertas se muestran.",
      pauseAll: "Pausar todas las alertas",
      hour: "Durante 1 hora",
      tomorrow: (time) => `Hasta mañana, ${time}`,
      untilResumed: "Hasta reanudarlas",
      accounts: "Cuentas en silencio",
      nobody: "No hay cuentas pospuestas ni silenciadas.",
      wake: "Reactivar",
      wakeInFull: (account) => `Reactivar ${account}`,
    },
  },
} satisfies RulesTexts;
