// What the page says, in Swedish and English; chrome.js holds what the phones themselves say.

const SV = {
  title: "Följsam – prova boten",
  skip: "Till telefonerna",
  tagline: "Prova boten. Allt här är påhittat och stannar på din dator.",
  settings: "Sidan",
  tourStart: "Visa mig runt",
  otherLanguage: "In English",
  reset: "Börja om",
  resetSure: "Börja om från början? Allt som du har gjort här försvinner.",
  resetting: "Ställer i ordning en ny värld …",
  resetDone: "Allt är nytt.",
  theme: { auto: "Som datorn", light: "Ljust", dark: "Mörkt" },
  themeLabel: "Utseende",
  away: "Ingen kontakt med demon.",
  awayHow: "Kör make demo igen om den är stoppad. Sidan fortsätter av sig själv när den är tillbaka.",
  backstage: "Kulisserna",
  timeMachine: "Tidsmaskin",
  jump: "Hoppa framåt i tiden",
  jumps: { day: "1 dag", week: "1 vecka", month: "1 månad", quarter: "1 kvartal", year: "1 år" },
  moving: "Tiden går …",
  jumped: "{jump} senare. På vägen fick de här meddelanden: {each}.",
  jumpedNothing: "{jump} senare. Boten hade inget att skicka på vägen.",
  botTitle: "Boten",
  bot: { running: "Boten är igång", dead: "Boten är död", starting: "Boten startar" },
  kill: "Döda och starta om",
  killing: "Boten är död. Den startar igen …",
  waited: {
    one: "1 händelse väntade hos Telegram, och boten tog hand om den när den kom tillbaka. Inget gick förlorat.",
    other: "{n} händelser väntade hos Telegram, och boten tog hand om dem när den kom tillbaka. Inget gick förlorat.",
  },
  waits: { one: "1 händelse väntar än hos Telegram.", other: "{n} händelser väntar än hos Telegram." },
  waitedNone: "Inget väntade: varje svar var redan sparat. Inget gick förlorat.",
  back: "Boten dödades och var tillbaka efter {seconds}.",
  seconds: "{n} sekunder",
  peopleTitle: "Deltagare",
  invite: "Ny deltagare",
  inviting: "Gör en inbjudan …",
  invited: "{name} har öppnat en ny inbjudan.",
  fill: "Fler svar",
  filling: "Påhittad historia: {done} av {of}",
  filled: "{n} påhittade deltagare har kommit till. Be samordnarens telefon om /status.",
  log: "Vad boten skickade",
  logAbout: "Allt som boten har skickat, när och varför. Nyast först.",
  logEmpty: "Inget än.",
  tabs: "Telefoner och kulisser",
  tabBackstage: "Kulisser",
  news: { one: "1 nytt", other: "{n} nya" },
  roles: { participant: "Deltagare", coach: "Coach", coordinator: "Samordnare" },
  who: "Vem",
  care: "Telefonen",
  phoneLanguage: "Språk",
  lockNow: "Lås skärmen",
  block: "Blockera boten",
  unblock: "Släpp in boten",
  newPhone: "Ny telefon",
  newPhoneDone: "{name} har en ny telefon som boten aldrig har mött. Coachen gör en ny länk under /deltagare.",
  chat: "Samtal, {role}",
  opened: "Länken öppnades i deltagarens telefon.",
  refused: "Det gick inte: {reason}",
  tourSkip: "Nästa steg",
  tourLeave: "Lämna",
  tourGo: "Visa var",
  tourEnd: "Klart",
  tourStep: "Steg {n} av {of}",
  tour: [
    ["Coachen bjuder in", "Följ den markerade knappen i coachens telefon. Coachen gör en länk till en deltagare. Inget namn behövs."],
    ["Länken öppnas", "Tryck på länken. På riktigt läser deltagaren av den med sin telefon. Här öppnas den i deltagarens telefon."],
    ["Deltagaren väljer själv", "Välj språk, läs, svara Ja och tryck Börja. Nej står bredvid, lika stort, och påverkar inget stöd."],
    ["Den första frågan", "En fråga i taget, alltid på samma plats. Tryck på ett svar."],
    ["Boten dör", "Döda boten mitt i enkäten. Den startar igen, och svaret finns kvar. Svara gärna vidare."],
    ["Tiden går", "Hoppa en vecka. Det som kommer under tiden syns på telefonernas låsta skärmar. Lås sedan upp deltagarens telefon."],
    ["Hur går det?", "Samordnaren skickar /status och får läget i ett meddelande."],
  ],
  tourDone: ["Det var rundturen", "Svara vidare, avsluta i coachens telefon med /avsluta, hoppa ett år. Börja om när du vill."],
  why: {},
  methods: { send: "skrev", edit: "ändrade", delete: "tog bort" },
  logTo: "till {name}",
};

const EN = {
  title: "Följsam – try the bot",
  skip: "To the phones",
  tagline: "Try the bot. Everything here is invented and stays on your computer.",
  settings: "The page",
  tourStart: "Show me around",
  otherLanguage: "På svenska",
  reset: "Start over",
  resetSure: "Start over from the beginning? Everything you have done here goes away.",
  resetting: "Preparing a new world …",
  resetDone: "Everything is new.",
  theme: { auto: "As the computer", light: "Light", dark: "Dark" },
  themeLabel: "Appearance",
  away: "The demo cannot be reached.",
  awayHow: "Run make demo again if it was stopped. The page goes on by itself when it is back.",
  backstage: "Backstage",
  timeMachine: "Time machine",
  jump: "Jump forward in time",
  jumps: { day: "1 day", week: "1 week", month: "1 month", quarter: "1 quarter", year: "1 year" },
  moving: "Time passes …",
  jumped: "{jump} later. On the way, these got messages: {each}.",
  jumpedNothing: "{jump} later. The bot had nothing to send on the way.",
  botTitle: "The bot",
  bot: { running: "Bot running", dead: "Bot dead", starting: "Bot starting" },
  kill: "Kill and restart",
  killing: "The bot is dead. It is starting again …",
  waited: {
    one: "1 event waited at Telegram, and the bot took care of it when it came back. Nothing was lost.",
    other: "{n} events waited at Telegram, and the bot took care of them when it came back. Nothing was lost.",
  },
  waits: { one: "1 event still waits at Telegram.", other: "{n} events still wait at Telegram." },
  waitedNone: "Nothing waited: every answer was stored already. Nothing was lost.",
  back: "The bot was killed and was back after {seconds}.",
  seconds: "{n} seconds",
  peopleTitle: "Participants",
  invite: "New participant",
  inviting: "Making an invitation …",
  invited: "{name} has opened a new invitation.",
  fill: "More answers",
  filling: "Invented history: {done} of {of}",
  filled: "{n} invented participants have joined. Ask the coordinator's phone for /status.",
  log: "What the bot sent",
  logAbout: "Everything that the bot has sent, when and why. Newest first.",
  logEmpty: "Nothing yet.",
  tabs: "Phones and backstage",
  tabBackstage: "Backstage",
  news: { one: "1 new", other: "{n} new" },
  roles: { participant: "Participant", coach: "Coach", coordinator: "Coordinator" },
  who: "Who",
  care: "Phone",
  phoneLanguage: "Language",
  lockNow: "Lock the screen",
  block: "Block the bot",
  unblock: "Let the bot in",
  newPhone: "New phone",
  newPhoneDone: "{name} has a new phone that the bot has never met. The coach makes a new link under /deltagare.",
  chat: "Chat, {role}",
  opened: "The link opened on the participant's phone.",
  refused: "That did not work: {reason}",
  tourSkip: "Next step",
  tourLeave: "Leave",
  tourGo: "Show where",
  tourEnd: "Done",
  tourStep: "Step {n} of {of}",
  tour: [
    ["The coach invites", "Follow the marked button on the coach's phone. The coach makes a link for a participant. No name is needed."],
    ["The link is opened", "Press the link. In real life the participant scans it with their phone. Here it opens on the participant's phone."],
    ["The participant decides", "Choose a language, read, answer Yes and press Start. No stands beside it, just as large, and affects no support."],
    ["The first question", "One question at a time, always in the same place. Press an answer."],
    ["The bot dies", "Kill the bot in the middle of the survey. It starts again, and the answer is still there. Go on answering if you like."],
    ["Time passes", "Jump a week. What comes meanwhile shows on the phones' locked screens. Then unlock the participant's phone."],
    ["How is it going?", "The coordinator sends /status and gets the whole picture in one message."],
  ],
  tourDone: ["That was the tour", "Go on answering, close in the coach's phone with /avsluta, jump a year. Start over whenever you like."],
  why: { "svar på tryck": "reply to a press", "svar på meddelande": "reply to a message", "på eget initiativ": "by itself" },
  methods: { send: "wrote", edit: "changed", delete: "deleted" },
  logTo: "to {name}",
};

const ALL = { sv: SV, en: EN };
const KEPT = "foljsam-page-language";

export let language = localStorage.getItem(KEPT) in ALL ? localStorage.getItem(KEPT) : "sv";

/** The page's words in its language. */
export const words = () => ALL[language];

/** Fills {holes} in a sentence. */
export const filled = (sentence, holes) => sentence.replace(/\{(\w+)\}/g, (_, name) => holes[name] ?? "");

/** The sentence for a number of things. */
export const counted = (sentences, n, holes = {}) => filled(n === 1 ? sentences.one : sentences.other, { n, ...holes });

/** Writes the words of everything marked with data-word or data-label under a node. */
export function label(node) {
  for (const each of node.querySelectorAll("[data-word]")) each.textContent = words()[each.dataset.word];
  for (const each of node.querySelectorAll("[data-label]")) each.setAttribute("aria-label", words()[each.dataset.label]);
}

/** Changes the page to its other language. */
export function turn() {
  language = language === "sv" ? "en" : "sv";
  localStorage.setItem(KEPT, language);
}
