// One person's app: all its screens over one page, and the few ways that many tests take.

import { Along } from "./along.js";
import { Away } from "./away.js";
import { Carry } from "./carry.js";
import { Card } from "./card.js";
import { CheckIn } from "./check-in.js";
import { Devices } from "./devices.js";
import { Elsewhere } from "./elsewhere.js";
import { Erase } from "./erase.js";
import { FirstRun } from "./first-run.js";
import { Join } from "./join.js";
import { Journal } from "./journal.js";
import { Language } from "./language.js";
import { Histories } from "./histories.js";
import { Late } from "./late.js";
import { Likes } from "./likes.js";
import { Link } from "./link.js";
import { Lock } from "./lock.js";
import { LockSettings } from "./lock-settings.js";
import { Ours } from "./ours.js";
import { Pair } from "./pair.js";
import { Places } from "./places.js";
import { Recover } from "./recover.js";
import { RecoveryWords } from "./recovery-words.js";
import { Removed } from "./removed.js";
import { Screen } from "./screen.js";
import { Settings } from "./settings.js";
import { Support } from "./support.js";
import { TheySee } from "./they-see.js";
import { Unlink } from "./unlink.js";

export class App extends Screen {
  constructor(page) {
    super(page);
    this.along = new Along(page);
    this.away = new Away(page);
    this.carry = new Carry(page);
    this.card = new Card(page);
    this.checkIn = new CheckIn(page);
    this.devices = new Devices(page);
    this.elsewhere = new Elsewhere(page);
    this.erase = new Erase(page);
    this.firstRun = new FirstRun(page);
    this.join = new Join(page);
    this.journal = new Journal(page);
    this.language = new Language(page);
    this.histories = new Histories(page);
    this.late = new Late(page);
    this.likes = new Likes(page);
    this.link = new Link(page);
    this.lock = new Lock(page);
    this.lockSettings = new LockSettings(page);
    this.ours = new Ours(page);
    this.pair = new Pair(page);
    this.places = new Places(page);
    this.recover = new Recover(page);
    this.recoveryWords = new RecoveryWords(page);
    this.removed = new Removed(page);
    this.settings = new Settings(page);
    this.support = new Support(page);
    this.theySee = new TheySee(page);
    this.unlink = new Unlink(page);
  }

  /** The first run, from the first screen to the first thing of one's own. */
  async begin({ name, passphrase }) {
    await this.firstRun.what();
    await this.firstRun.toMake();
    await this.firstRun.fill({ name, passphrase });
    await this.firstRun.makeIt();
    await this.firstRun.first();
  }

  /** The first run, the first thing and the recovery words left for later. */
  async beginOnly(person) {
    await this.begin(person);
    await this.firstRun.later();
  }

  /** The whole first run, the first thing left for later, and the recovery words checked. Returns them. */
  async makeVault({ name, passphrase }) {
    await this.beginOnly({ name, passphrase });
    return this.recoveryWords.fromToday(passphrase);
  }

  /** Writes a card that nobody else sees. */
  async writeCard(card) {
    await this.places.mine();
    await this.card.start();
    await this.card.fill(card);
    await this.card.save();
    await this.card.saved();
  }

  async toLikes(name) {
    await this.places.ours();
    await this.ours.shown(name);
    await this.ours.likes();
    await this.heading("Likes and dislikes");
  }

  async toSupport(name) {
    await this.places.ours();
    await this.ours.shown(name);
    await this.ours.support();
    await this.heading("Support");
  }

  /** Writes a request for support that nobody else sees. */
  async askFor(name, request) {
    await this.toSupport(name);
    await this.support.startAsking(name);
    await this.support.save(request);
  }

  /** Shares a card and waits until the relay has it. */
  async shareCard(text, name) {
    await this.toLikes(name);
    await this.likes.share(text, name);
  }
}
