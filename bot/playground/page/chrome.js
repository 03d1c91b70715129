// What a phone says by itself, in its own language, as phones do; a language that it lacks shows English.

const SV = {
  presence: "bot", waiting: "väntar på boten …", start: "Starta", menu: "Meny", message: "Meddelande", send: "Skicka", attach: "Skicka en fil",
  unlock: "Lås upp", locked: "Låst skärm", edited: "ändrad", shut: "Du har blockerat boten.", bot: "Boten: ",
  own: "Du: ", picture: "Bild från boten", open: "Öppna", empty: "Inga meddelanden än.", sent: "skickat",
  kinds: { photo: "Bild", voice: "Röstmeddelande", sticker: "Klistermärke", location: "Plats", contact: "Kontakt", poll: "Omröstning" },
};
const EN = {
  presence: "bot", waiting: "waiting for the bot …", start: "Start", menu: "Menu", message: "Message", send: "Send", attach: "Send a file",
  unlock: "Unlock", locked: "Locked screen", edited: "edited", shut: "You have blocked the bot.", bot: "The bot: ",
  own: "You: ", picture: "Picture from the bot", open: "Open", empty: "No messages yet.", sent: "sent",
  kinds: { photo: "Picture", voice: "Voice message", sticker: "Sticker", location: "Place", contact: "Contact", poll: "Poll" },
};
const AR = {
  presence: "بوت", waiting: "بانتظار البوت …", start: "ابدأ", menu: "القائمة", message: "رسالة", send: "إرسال", attach: "إرسال ملف",
  unlock: "فتح القفل", locked: "الشاشة مقفلة", edited: "معدّلة", shut: "لقد حظرت البوت.", bot: "البوت: ",
  own: "أنت: ", picture: "صورة من البوت", open: "فتح", empty: "لا توجد رسائل بعد.", sent: "أُرسلت",
  kinds: { photo: "صورة", voice: "رسالة صوتية", sticker: "ملصق", location: "موقع", contact: "جهة اتصال", poll: "استطلاع" },
};
const FA = {
  presence: "ربات", waiting: "در انتظار ربات …", start: "شروع", menu: "منو", message: "پیام", send: "ارسال", attach: "ارسال فایل",
  unlock: "باز کردن قفل", locked: "صفحه قفل است", edited: "ویرایش‌شده", shut: "شما ربات را مسدود کرده‌اید.", bot: "ربات: ",
  own: "شما: ", picture: "تصویر از ربات", open: "باز کردن", empty: "هنوز پیامی نیست.", sent: "فرستاده شد",
  kinds: { photo: "عکس", voice: "پیام صوتی", sticker: "استیکر", location: "مکان", contact: "مخاطب", poll: "نظرسنجی" },
};

/** Languages that a phone can be set to; those above have words of their own here. */
export const LANGUAGES = ["sv", "en", "ar", "bs", "es", "fa", "fi", "pl", "so", "ti", "uk"];
const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur", "ckb"]);
const ZONE = "Europe/Stockholm";

/** The first part of a language code; a phone without one speaks Swedish here. */
export const base = (code) => (code || "sv").split("-")[0];
export const chrome = (code) => ({ sv: SV, en: EN, ar: AR, fa: FA })[base(code)] ?? EN;
export const direction = (code) => (RIGHT_TO_LEFT.has(base(code)) ? "rtl" : "ltr");

/** A language's own name for itself. */
export function ownName(code) {
  const name = new Intl.DisplayNames([code], { type: "language" }).of(code);
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
}

const formats = new Map();

/** English as in Europe, the day before the month; what a browser has no dates of is written so too. */
const EUROPEAN = "en-GB";

/** How dates are written: with the calendar and the digits that the bot uses too. */
const locale = (code) => (base(code) === "en" ? EUROPEAN : `${base(code)}-u-ca-gregory-nu-latn`);

/** A date in a language; making a format is slow, so each is made once. */
function written(date, code, parts) {
  const key = base(code) + JSON.stringify(parts);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat([locale(code), EUROPEAN], { ...parts, timeZone: ZONE }));
  return formats.get(key).format(date);
}

const DAY = { day: "numeric", month: "long", weekday: "long" };
const SHORT_DAY = { day: "numeric", month: "short", weekday: "short", year: "numeric" };

export const clock = (date, code) => written(date, code, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
export const day = (date, code) => written(date, code, DAY);
export const shortDay = (date, code) => written(date, code, SHORT_DAY);
/** What is the same for two moments of one day. */
export const dayKey = (date) => written(date, "sv", { dateStyle: "short" });
