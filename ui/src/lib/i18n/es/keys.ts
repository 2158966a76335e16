/** En español: añadir, reemplazar, cambiar el nombre y quitar. */
import type { KeyTexts } from "../messages/keys";

const keysOf = (count: number) => (count === 1 ? "1 clave" : `${count} claves`);

export const keys = {
  add: {
    title: "Añadir una clave",
    chooseProvider: "Elige el proveedor",
    searchPlaceholder: "Nombre o lo que ofrece",
    providers: "Proveedores",
    noProvider: (query) => `Ningún proveedor coincide con «${query}».`,
    custom: "Propio",
    change: "Cambiar",
    key: "Clave de API",
    keyHelp: "Se envía al proveedor para comprobarla y solo se guarda cuando tú la guardas.",
    whereKey: (provider) => `Obtener una clave en ${provider}`,
    name: "Nombre",
    nameHelp: "Para distinguir varias claves.",
    optional: "opcional",
    advanced: "Avanzado: otra dirección",
    baseUrl: "Dirección",
    baseUrlHelp:
      "Sustituye a la del proveedor, para una pasarela o un proxy tuyo. Debe empezar por https://.",
    paramDefault: (value) => `${value} si se deja vacío`,
    check: "Comprobar clave",
    checking: (provider) => `Consultando ${provider}…`,
    works: "La clave funciona",
    save: "Guardar",
    saving: "Guardando…",
    saveAnyway: "Guardar de todos modos",
    saveAnywayHint: "No es culpa de la clave. Si la guardas ahora, se leerá en cuanto eso funcione.",
    pasteHint:
      "O pega aquí una clave, una lista de claves o una línea de curl. Se reconoce y nunca se muestra.",
    waiting: "Hay una clave pegada en espera",
    waitingHint: "No dice de quién es. Elige su proveedor.",
    forget: "Descartarla",
    otherWays: "Otras formas",
    fromVariables: "Tomar claves de variables de entorno",
    fromVariablesHint: (count) =>
      count === 0
        ? "No hay ninguna definida con el nombre de un proveedor."
        : count === 1
          ? "Hay 1 definida con el nombre de un proveedor."
          : `Hay ${count} definidas con nombres de proveedores.`,
  },
  pasted: {
    quotes: "Se quitaron las comillas.",
    assignment: (name) => `La clave se tomó de la línea que define ${name}.`,
    header: (name) => `La clave se tomó de la cabecera ${name}.`,
    bearer: "Se quitó la palabra delante de la clave.",
    curl: (header) =>
      header === null
        ? "La clave se tomó de una línea de curl."
        : `La clave se tomó de una línea de curl (${header}).`,
    address: "La clave se tomó de una dirección.",
    placeholder: "En el lugar de la clave hay un texto de ejemplo. Copia la propia clave.",
    noKey: "No se encontró ninguna clave en lo que pegaste.",
    several: "Es más de una clave. Pega la de esta cuenta.",
    recognised: (provider) => `Reconocida como clave de ${provider}.`,
    another: (provider) => `Parece una clave de ${provider}.`,
    useAnother: (provider) => `Usar ${provider}`,
    leftOut: (lines) =>
      lines === 1 ? "Se omitió 1 línea sin clave." : `Se omitieron ${lines} líneas sin clave.`,
    repeated: (count) =>
      count === 1
        ? "1 clave estaba repetida y se toma una sola vez."
        : `${count} claves estaban repetidas y cada una se toma una sola vez.`,
  },
  threshold: {
    title: "Límites",
    on: "Avísame cuando quede poco",
    hint: "Propuestos a partir de esta primera lectura. Puedes cambiarlos después en Alertas.",
    warning: "Aviso por debajo de",
    critical: "Crítico por debajo de",
    inUnit: (unit) => `en ${unit}`,
    noAmount: "Introduce una cantidad, por ejemplo 250.",
    order: "El crítico debe ser menor que el aviso.",
    both: (warning, critical) => `Aviso por debajo de ${warning}, crítico por debajo de ${critical}`,
  },
  batch: {
    title: keysOf,
    lead: "Se comprueban una tras otra. Ninguna se guarda hasta que tú la guardes.",
    ending: (characters) => `Clave terminada en ${characters}`,
    unnamed: (number) => `Clave ${number}`,
    provider: "Proveedor",
    providerOf: (key) => `Proveedor: ${key}`,
    nameOf: (key) => `Nombre: ${key}`,
    chooseProvider: "Elige su proveedor",
    needsMore: "Este proveedor necesita más que una clave. Añade esta por separado.",
    check: (count) => `Comprobar ${keysOf(count)}`,
    progress: (done, all) => `${done} de ${all} comprobadas`,
    waiting: "Aún sin comprobar",
    checking: "Comprobando…",
    saving: "Guardando…",
    saved: "Guardada",
    save: "Guardar",
    saveOf: (key) => `Guardar: ${key}`,
    saveAll: (count) => (count === 1 ? "Guardar 1 cuenta" : `Guardar las ${count} que funcionan`),
    leaveOut: (key) => `Omitir: ${key}`,
    thresholds: "Avísame en los límites propuestos",
    lost: "La clave ya no está disponible. Pégala de nuevo.",
    notChecked: "No se pudo comprobar",
    back: "Atrás",
    finish: "Listo",
    summary: (works, all) => `${works === 1 ? "Funciona" : "Funcionan"} ${works} de ${all}.`,
  },
  variables: {
    title: "De variables de entorno",
    lead: "Están definidas y llevan el nombre de un proveedor. Sus valores nunca se muestran.",
    none: "No hay ninguna variable definida con el nombre de un proveedor.",
    noneHint:
      "Un programa iniciado desde el escritorio rara vez tiene las variables de tu shell. Pega la clave o inicia Lowtide desde una terminal.",
    keep: "Qué se hace con la clave",
    copy: "Copiarla al llavero",
    copyHint:
      "Funciona desde ahora, también donde la variable no esté definida. Recomendado en un escritorio.",
    read: "Leer la variable cada vez",
    readHint:
      "Lowtide guarda solo el nombre. Donde falta la variable, como en la mayoría de las sesiones de escritorio, la cuenta no se puede leer.",
    usedBy: (account) => `Ya la lee ${account}`,
    choose: (variable) => `Comprobar ${variable}`,
  },
  replace: {
    title: (account) => `Reemplazar la clave de ${account}`,
    lead: "Primero se comprueba la clave nueva. La antigua solo se reemplaza si la nueva funciona.",
    key: "Clave de API nueva",
    check: "Comprobar y reemplazar",
    checking: "Comprobando…",
    anyway: "Guardarla de todos modos",
    anywayHint: "No es culpa de la clave. Para guardarla sin comprobar, pégala una vez más.",
    keyAgain: "Clave de API nueva, otra vez",
    done: "La clave se ha reemplazado.",
    storedAnyway: "La clave se ha guardado sin comprobar.",
    historyStays: "El historial, las reglas de alerta y el nombre no cambian.",
  },
  rename: { title: "Cambiar el nombre de la cuenta", name: "Nombre", save: "Cambiar nombre" },
  removal: {
    title: (account) => `¿Quitar ${account}?`,
    lead: "La clave se borra del llavero y la cuenta deja de leerse. En el proveedor no cambia nada.",
    leadEnvironment: (variable) =>
      `La cuenta deja de leerse. La variable de entorno ${variable} y la cuenta del proveedor no cambian.`,
    history: "Su historial",
    keepHistory: "Conservarlo",
    keepHistoryHelp: "Las lecturas pasadas siguen en el archivo del historial de este equipo.",
    dropHistory: "Borrarlo",
    dropHistoryHelp: "Las lecturas, alertas y recargas pasadas de esta cuenta se pierden para siempre.",
    confirm: "Quitar cuenta",
  },
} satisfies KeyTexts;
