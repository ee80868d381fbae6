# The words of the app. Short sentences, second person, plain and warm, no jargon, no exclamation marks, gender-neutral.
# Read a new sentence aloud before it stays.

## The app

app-name = Counterpoint
# The name of this language in itself, as people choose it from a list
language-name = English
cannot-start = Counterpoint could not start. Nothing is lost. Load the page again once you are connected. If that does not help, try a newer browser.
page-title = Counterpoint · { $title }
starting = One moment…

# What others did meanwhile waits until it is wanted, so that nothing moves
news = Something here has changed.
news-gone = Something that stood here is not here any more.
news-show = Show what is new
# What came from somebody since this device was last used. Each is a link to where it stands.
since-title = Since you last looked
since-answers = { $name } answered { $count ->
    [one] what you asked
   *[other] { NUMBER($count) } of your requests
}
since-asks = { $name } { $count ->
    [one] asked you for support
   *[other] asked you for support { NUMBER($count) } times
}
since-cards = { $name } shared { $count ->
    [one] a card
   *[other] { NUMBER($count) } cards
}
since-pages = { $name } shared { $count ->
    [one] a page of their journal
   *[other] { NUMBER($count) } pages of their journal
}
since-other = { $name } shared { $count ->
    [one] something
   *[other] { NUMBER($count) } things
}
since-put-away = Put this away
# Heard, not seen, when a request comes while the app is open
since-asked-for = { $name } has just asked you something. It is under Today.
gone-meanwhile = This is not here any more.
load-again = Load again
# What a field can hold, behind what is said about it; near the end how much is left, in the same place
limit-most = Up to { NUMBER($max) } characters.
limit-left = { $left ->
    [one] One character left.
   *[other] { NUMBER($left) } characters left.
}
limit-over = { $over ->
    [one] One character too many.
   *[other] { NUMBER($over) } characters too many.
}
file-most = A file may have up to { NUMBER($megabytes) } MB.
passphrase-least = At least { NUMBER($min) } characters.
save = Save
keep-it = Keep it
back-without-saving = Back without saving
quoted = “{ $words }”
mark-description = Two lines that cross and stay apart

nav-label = Places
nav-today = Today
nav-mine = Mine
nav-ours = Ours
nav-picture = Picture
nav-help = Help now
nav-settings = Settings

voice-mine = Mine
voice-ours = Ours
voice-self = self
voice-bond = bond

leave-button = Leave
leave-first = Leave this page
leave-how = Leave is on every page: press the button, or press Shift three times within five seconds. Everything is covered at once, this device forgets your keys, and a page about miles and kilometres opens.
leave-history = Your browser's history is not erased. It keeps the address of this app, but nothing that you wrote.

## First run

welcome-begin = Begin
welcome-back = Back
welcome-have-words = I have recovery words
welcome-have-device = I use it on another device
welcome-invited = Somebody sent you an invite. First make a place that is yours alone, then you can look at the invite.
welcome-title = Close, and still yourself.
welcome-text = Write what you like. Say a kind “not now”. Ask for support. For yourself first: the other person never has to join.

keeper-carries = Sealed copies pass through this relay:
keeper-sees = Whoever runs it can see how much you send, when, and from which network address.
keeper-cannot = They cannot see what you write, your name, or whom you are close to.
keeper-may-be-other = If that person is somebody you are careful of, choose another relay.
keeper-none = No relay yet: everything stays on this device alone. You can choose one later in Settings.
keeper-another = Another relay
keeper-other-hint = For example https://relay.example. Empty, to begin without one.
keeper-looking = Looking whether it answers…
keeper-answers = It answers.
keeper-silent = It does not answer now. You can begin all the same: what you write stays on this device, and the relay is tried again by itself.
relay-address = Address of the relay
relay-address-hint = For example https://relay.example

make-title = A place of your own
make-text = Choose what you are called, and a passphrase that locks this device.
make-name = Your name
make-name-hint = Others see it only once you are linked with them.
make-passphrase-hint = A few unrelated words are easy to remember and hard to guess.
make-nobody-can-reset = Nobody can reset a passphrase, not even whoever runs the relay. If you forget it, your recovery words bring everything back. They wait for you on Today.
make-submit = Make it
make-busy = Locking it well takes a moment…
make-differ = The two passphrases differ. Please type them again.
passphrase = Passphrase
passphrase-again = The same passphrase again

first-title = One thing that is yours
first-text = Before anything else. However small; nobody sees it.
first-later = Later
first-kept = Kept, and only you see it.
first-invited = The invite that somebody sent you comes right after this.

recover-title = Bring back what is yours
recover-text = Your recovery words open everything that your relay keeps for you, on this device too.
recover-words = Your 24 recovery words
recover-words-hint = In their order. The first four letters of each are enough; numbers, commas and lines between them do not matter.
recover-relay-hint = The relay that you used before.
recover-passphrase = A passphrase for this device
recover-submit = Bring it back
recover-busy = Looking it up takes a moment…
recover-waiting-title = On its way
recover-waiting-text = Your relay is handing back what it keeps for you. You can leave this page open.
recover-waiting-not-reached = Your relay has not been reached yet. It is tried again by itself.
recover-waiting-offline = After twenty seconds without an answer you are back at what you typed, and nothing of it is lost.
recover-give-up = Stop

## Recovery words

words-title = Recovery words
words-text = Write these words down in their order. They bring everything back if you lose this device or forget your passphrase.
words-safe-place = Keep them on paper, in a place that only you know. Whoever has them can read everything. They can be shown again only until you have checked them.
words-written-down = I have written them down
words-print = Print
words-check-text = Type three of them, to be sure that they are on your paper.
words-check-label = Word number { NUMBER($position) }
words-check-submit = Check
words-check-now = I have them already
words-look-again = Look again
words-checked = Your recovery words are right. Keep the paper safe.
words-not-checked = Your recovery words have not been checked yet. Until then they are the only thing missing to be safe if this device is lost.
words-look-around = Look around first: nobody else should see your screen now.
words-show = Show the words
words-done-text = You have written your recovery words down and checked them. For your safety they are not shown again.
words-made-elsewhere = Your newest recovery words were made on another of your devices, and are not checked yet. Check them there, or make new ones here.
words-renew-title = New recovery words
words-renew-text = If you lost the paper, or somebody may have seen it, make new words. Look around first: nobody else should see your screen now.
words-renew-void = Once your relay has heard of it, your present words open nothing that is written later. Nobody else is needed for it, and your links go on.
words-renew-submit = Make new words
words-renew-waits = Your earlier recovery words still open your vault until this device reaches your relay.
back-to-settings = Back to Settings

## Lock

lock-title = Unlock
lock-submit = Unlock
lock-busy = One moment…
lock-forgotten = I forgot the passphrase
lock-forgotten-words = Nobody can reset it. Your recovery words bring back everything that your relay keeps for you. What was written here and has not reached the relay stays behind this passphrase.
lock-forgotten-how = Use another browser or another device, open the same address there, and choose “I have recovery words”. To do it in this browser, first remove what it keeps of this address, in the browser's own settings.
lock-passkey = Unlock with a passkey
lock-passkey-not = The passkey was not used. Your passphrase works as before.
wait-seconds = Please wait { $seconds ->
    [one] one second
   *[other] { NUMBER($seconds) } seconds
  } before the next attempt.
wait-minutes = Please wait about { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
  } before the next attempt.

## When something stands in the way

elsewhere-title = Open in another tab
elsewhere-text = Counterpoint is open in another tab or window. Only one at a time writes, so that nothing gets mixed up.
elsewhere-use-here = Use it here
incomplete-title = Not all of it is here
incomplete-text = A part of Counterpoint has not come to this device yet. What you wrote is kept. Try again once you are connected. If that does not help, load the page again: it may have become a newer one.
incomplete-again = Try again
storage-denied-title = Nothing can be kept here
storage-denied-text = This browser does not let Counterpoint keep anything on this device. A private window is often the reason. Open it in a normal window, or allow this site to store data, then load the page again.
storage-lost-title = The browser took its store away
storage-lost-text = This browser has closed or removed what it stored for Counterpoint. Load the page again. If it is gone, your recovery words bring back what your relay keeps.
not-clean-title = Not clean yet
not-clean-text = Another tab or window still holds what Counterpoint stored in this browser. Close all others of it: this page then goes on by itself. If nothing happens, close the browser, open it again, and leave this device clean once more.
not-erased-text = This browser has not removed what Counterpoint stored. Your keys and everything that you wrote are still here, sealed.
not-erased-way = Load the page again, and leave this device clean once more. If that does not help, go to the browser's settings. Where they list the data of websites, remove that of this address.
remains-text = Your keys and everything that you wrote are removed from this browser. Something else is still here.
remains-copy = The app's own files are still here, for opening it without a connection. They hold nothing that you wrote.
remains-settings = Settings are still here, such as language and colours.
remains-way = Try again. If that does not help, go to the browser's settings. Where they list the data of websites, remove that of this address.
remains-again = Try again
broken-title = Something went wrong
broken-text = A part of the app stopped working. What was saved stays saved. Load the page again.
damaged-title = What is stored here cannot be read
damaged-text = Part of what this device stored was damaged. Nothing has been erased.
damaged-way = Load the page again first. If that does not help, leave this device clean and bring everything back with your recovery words.

## Today

today-night = Hello, { $name }
today-morning = Good morning, { $name }
today-greeting = Good day, { $name }
today-evening = Good evening, { $name }
today-two-minutes = Mine · two minutes
today-compare-title = Compare words with { $name }
today-compare-text = You are nearly linked. Compare the safety words to be sure that nobody is in between.
today-compare-button = See the words
today-words-title = Your recovery words wait
today-review-title = A look at what you share
today-review-text = It has been a while. See what others see of you, and whether it is still what you want.
today-review-button = Look at it
today-words-text = Write them down today or another day, when nobody looks on. They bring everything back, without anybody else. Until then, if this device is lost or the passphrase forgotten, what you wrote here is lost with it.
today-words-button = See the recovery words
not-today = Not today
today-add-title = Who is close to you?
today-add-text = Add one person. They learn nothing of it, and never have to join.
today-card-title = What do you like?
today-card-text = Write one thing you like or dislike, however small. No one sees it.
today-card-begun = You began one. It waits where you left it, and no one sees it.
today-card-go-on = Go on writing
today-enough = You have looked at today. That is enough.
suggest-step = A tiny no
suggest-try = Try it
suggest-question = A question for yourself
suggest-look = Look at it
today-nothing-title = Nothing waits for you
today-nothing-text = Two minutes a day are enough, and none is fine too. Nothing here counts the days.

## Mine

mine-private = Everything here is private. Each thing stays so until you share that one thing.
mine-cards-title = Likes and dislikes
mine-cards-empty = Small cards of what you like and what you do not. Knowing them yourself comes first. You may share single ones later.
mine-asks-title = Your requests for support

## Likes and dislikes

taste-like = Likes
taste-dislike = Dislikes
taste-choice-like = I like
taste-choice-dislike = I do not like

more-left = { $count ->
    [one] Show one more
   *[other] Show more ({ $count } left)
  }
more-none = Everything is shown.
card-write = Write a card
card-new-title = A new card
card-title = A card of yours
card-gone-title = Not here any more
card-what = What?
card-what-hint = A few words, for example: rain on a tent roof.
card-note = More, if you want
card-note-hint = When, why, since when. It is part of what others see if you share the card.
card-private-hint = Saving keeps it private. If you shared an earlier version, others go on seeing that one until you share this one too.
card-save = Save
card-saved = Saved. Who sees what has not changed.
card-open = Open
card-open-named = Open “{ $text }”
card-only-you = Only you see this
card-shared-list = Seen by { $names }
card-older-version = { $name } (an earlier version)
card-waiting-version = { $name } (waits on this device)
card-siblings-title = Written at the same time
card-siblings-text = Another of your devices wrote these versions at the same time. Keep what you want by saving it as it should be: until then they all stay, and saving takes their place.
card-sharing-title = Who sees it
card-nobody-linked = Only you. Once you are linked with somebody, you can share this from here.
card-not-shared-with = { $name } does not see it.
card-shared-with = { $name } sees it as it is now.
card-older-shared-with = { $name } sees an earlier version.
card-share-with = Share with { $name }
card-remove = Remove this card
card-remove-title = Remove this card?
card-remove-text = It will be gone from all your devices.
card-remove-shared = It will be gone from all your devices, and withdrawn from whoever sees it. What somebody has read or photographed stays with them.
card-remove-confirm = Remove
card-removed = Removed.

likes-title = Likes and dislikes
likes-theirs = What { $name } shared
likes-theirs-empty = Nothing yet. { $name } shares what and when they want, and so do you.
likes-theirs-solo = Once you are linked, the cards that { $name } shares with you stand here.
likes-own = Yours
likes-sees = { $name } sees this
likes-sees-older = { $name } sees an earlier version
likes-waits = Waits on this device for { $name }
likes-share-later = You can share it once you are linked.
shared-by = Shared by { $name } · { $day }

## Sharing and withdrawing

share-button = Share
share-named = Share “{ $text }”
share-title = Share with { $name }?
share-exactly = { $name } will see exactly this:
share-nothing-else = Nothing else goes along: not where you are, not the hour you press, not whether you read something.
share-not-typed = What you have typed and not saved yet is not part of it.
share-later = If you change it later, { $name } goes on seeing this version until you share the new one. You can withdraw it at any time.
share-confirm = Share with { $name }
share-keep = Keep it mine
share-done = Shared with { $name }. If you are offline, it goes out when you are back.
preview-ask = Asks for support
preview-answer = Answer
preview-name = Name
preview-person = Somebody close to you
preview-kind = What you see is a record of this kind:
preview-newer = From a newer version of the app
preview-newer-text = This version cannot show it. It can be withdrawn all the same.

withdraw-button = Withdraw
withdraw-named = Withdraw “{ $text }”
withdraw-from = Withdraw from { $name }
withdraw-title = Withdraw this?
goes-out = You are connected: it goes out as soon as you confirm.
waits-here = You are not connected: it waits on this device, and goes out once you are.
withdraw-earlier = { $name } sees an earlier version of “{ $text }”.
withdraw-what = It disappears from { $name }'s app the next time their device connects, and the relay erases it.
withdraw-screenshot = What has been read stays read, and a screenshot stays a screenshot.
withdraw-confirm = Withdraw
withdraw-keep = Leave it shared
withdraw-done = Withdrawn. It disappears on the other side at their next connection.

they-see-button = See what { $name } sees
linked-see = Check what { $name } sees now
they-see-title = What { $name } sees
they-see-text = This is everything that { $name } sees of you, exactly as they see it.
they-see-empty = Nothing. { $name } sees nothing of you until you share it.
they-see-about = To “{ $title }”
they-see-since = Shared on { $day }
they-see-waiting = Shared on { $day } · waits on this device until you are online

## Ours

ours-with = Ours · { $name }
ours-switch = Relationships
ours-empty-title = A bond, and both of you in it
ours-empty-text = Add somebody close: a partner, a parent, a grown child, a sibling, a friend. You start alone, and that is enough. Linking with them is possible later, and never needed.
ours-likes-about = Know your own, share single ones
ours-likes-count = { $name } shared { $count ->
    [one] one card
   *[other] { $count } cards
  }
ours-support-about = Ask, answer, say “not now”
ours-support-open = { $name } asked for support
ours-alone-title = Yours, with or without a link
ours-alone-text = What you write about { $name } is yours. It stays when a link ends, and they never see it unless you share it.

tie-partner = Partner
tie-parent = Parent
tie-adult-child = Grown child
tie-sibling = Sibling
tie-friend = Friend
tie-other = Somebody else close

add-button = Add somebody
add-title = Somebody close
add-text = Who is it? They learn nothing of this.
add-name = What you call them
add-name-hint = Only you see this name.
add-tie = What are they to you?
add-choose-kind = Please choose what they are to you.
add-private = Name and kind stay on your own devices, sealed.
add-submit = Add
add-done = Added. It is yours alone.
change-button = Change name or kind
change-or-remove = Change or remove
change-hint = Only you see what you call them.
change-title = { $name }
change-submit = Save
change-done = Saved.
remove-button = Remove from the list
remove-title = Remove { $name } from your list?
remove-text = What you wrote about them alone goes too: requests for support, check-ins, contrasts and signs. Your cards and your journal stay.
remove-confirm = Remove
remove-done = Removed.

## Linking

link-title = Link with { $name }
link-button = Link with { $name }
link-again-button = Link again
link-see = See how it stands
link-tag-solo = { $kind } · you alone
link-tag-invited = { $kind } · invite is out
link-tag-joining = { $kind } · joining
link-tag-comparing = { $kind } · nearly linked
link-tag-linked = { $kind } · linked on { $day }
link-tag-ended = { $kind } · not linked
link-solo-text = You are here alone, which is enough. If you both want it, you can link and share single things with { $name }.
link-invited-text = Your invite to { $name } is out. It works once, for 24 hours.
link-invited-button = See the invite
link-joining-text = You accepted an invite from { $name }. Now their device has to answer.
link-compare-text = You and { $name } are nearly linked. Compare the safety words.
link-waiting-text = You said that the words are the same. { $name } has to say so too.
link-linked-text = { $count ->
    [0] { $name } sees your name, and nothing else.
    [one] { $name } sees only what you shared: one thing, and your name.
   *[other] { $name } sees only what you shared: { $count } things, and your name.
  }
link-ended-text = You are not linked. Nothing new is exchanged.
link-ended-again = What was yours is still yours.

pause-text = You were linked with { $name } before. A moment for yourself, before you begin again.
pause-what-for = What has changed since then, for you?
pause-own-wish = Is it your own wish, or is somebody waiting for it?
pause-other-ways = You can be close to { $name } without a link. Nothing here needs one.
pause-nobody-sees = These questions need no answer. { $name } does not see that you are here.
pause-not-now = Not now
pause-go-on = Go on to a new link

link-before-text = A link lets you and { $name } share single things, sealed so that only the two of you can read them.
link-before-nothing = Linking shares your name and nothing else. { $name } sees none of what you have written.
link-before-words = You both compare a few safety words, to be sure that nobody is in between.
link-before-end = Each of you can end the link alone, at any time, without a reason.
link-before-alone = Nothing here needs a link. Take your time.
link-adults = We are both 18 or older
link-adults-needed = Links are for adults. Please confirm that you are both 18 or older.
link-make-invite = Make an invite
link-joining-wait = You can leave this page. The safety words appear here once both devices have been online.
link-give-up = Give up this link
link-give-up-title = Give up this link?
link-give-up-text = What was begun between the two devices ends. What you wrote stays with you, and a new invite begins again.
link-given-up = Taken back. Nothing was linked.

invite-text = Give this to { $name }, and only to them. Whoever has it can ask to link with you.
invite-link = Invite link
invite-copy = Copy the link
invite-copied = Copied.
invite-copy-refused = This browser does not allow copying. Select the link and copy it by hand.
invite-code = Invite as a QR code
invite-code-text = If you sit together, they can scan it.
invite-lives = It works once, and for 24 hours.
invite-next = When { $name } has used it, safety words appear here and on their device.
invite-take-back = Take the invite back
invite-take-back-title = Take the invite back?
invite-take-back-text = Whoever has it can no longer use it. You can make a new one at any time.

safety-text = Ask { $name } to read their words to you, by voice if you can. They should be the same, in the same order.
safety-label = Safety words
safety-their-name = They call themselves { $name }.
safety-how = If they differ, somebody may be in between. Then nothing is linked, and nothing is lost.
safety-same = They are the same
safety-differ = They differ
safety-confirmed = You said that they are the same. As soon as { $name } has said so too, you are linked. You can leave this page.
safety-given-up = The words differed, so nothing was linked. Make a new invite and hand it over in another way.

linked-text = You and { $name } have been linked since { $day }.
linked-nothing-yet = Nothing was shared by linking except your name. From now on you can share single things.
linked-go = Go to { $name }

join-title = Use an invite
join-have-invite = I have an invite
join-text = Paste the invite link that somebody gave you.
join-invite = Invite link
join-invite-hint = The whole link, or the part after “join=”.
join-back = Back
join-look = Look at it
join-other = Use another invite
join-what-title = What will happen
join-what-name = The other person's device learns your name, and yours learns theirs.
join-what-nothing = They see nothing that you have written. You share single things later, if you want.
join-what-end = Each of you can end the link alone, at any time.
join-who = Who invited you?
join-choose = Please choose who invited you.
join-somebody-new = Somebody new
join-submit = Join
join-not-now = Not now
join-through = It goes through the relay { $relay }
join-relay-text = This invite goes through another relay than yours. To join, your device would use that one from now on, and bring everything there:
join-relay-change = Use that relay
join-relay-stay = Stay with mine

unlink-button = Unlink
unlink-hint = Takes two taps and needs nobody's permission.
unlink-title = Unlink from { $name }
unlink-text = From then on nothing new is exchanged with { $name }. You need no reason and nobody's permission. It works offline too.
unlink-yours-stays = Everything you wrote stays yours. What they shared with you disappears from here.
unlink-not-told = { $name } gets no message. The next time they look, they read that you are not linked.
unlink-withdraw = Also withdraw everything I shared
unlink-stay = Stay linked
unlink-confirm-title = Unlink from { $name } now?
unlink-confirm-text = Linking again later is possible, after a pause, if you both want it.
unlink-confirm = Unlink now
unlink-done = You are not linked any more. What is yours is still here.

## Support

support-title = Support
support-theirs = { $name } asks
support-theirs-empty = Nothing at the moment. If { $name } asks for something, you can say yes, not now, or something else. All three are good answers.
support-theirs-solo = Once you are linked, what { $name } asks of you stands here.
support-own = You ask
support-own-empty = Asking is part of being close. Say what would help, in your own words, and share it with { $name } when you want to.

need-listening = Listening
need-ideas = Ideas
need-hands = A helping hand
need-company = Company
need-just-know = Just that they know
need-title-listening = I would like to be listened to
need-title-ideas = I would like your ideas
need-title-hands = I could use a helping hand
need-title-company = I would like your company
need-title-just-know = I just want you to know
asked-listening = { $name } would like you to listen
asked-ideas = { $name } would like your ideas
asked-hands = { $name } could use a helping hand
asked-company = { $name } asked for your company
asked-just-know = { $name } just wants you to know

ask-button = Ask for support
ask-new-title = Ask { $name }
ask-title = Your request
ask-text = It stays with you until you share it.
ask-need = What would help?
ask-choose-need = Please choose what would help.
ask-words = In your own words
ask-words-hint = What it is about, and what you do not need.
ask-private-hint = Saving keeps it private. { $name } sees nothing until you share it.
ask-save = Save
ask-saved = Saved. Only you see it until you share it.
ask-change = Change it
ask-private = For { $name } · only you see it
ask-shared-with = { $name } sees it
ask-answered = { $name }: { $answer }
ask-no-answer-yet = No answer so far. There is no clock, and silence has many reasons.
ask-share-later = You can share it once you are linked with { $name }.
ask-remove = Remove this request
ask-remove-title = Remove this request?
ask-remove-text = It will be gone from all your devices.
ask-removed = Removed.

answer-yes = Yes
answer-not-now = Not now
answer-something-else = Something else
answer-label = Your answer
answer-words = Your own words, if you want
answer-words-hint = None are needed.
answer-only-this = They will see what you chose and wrote here, and nothing else.
answer-send = Send “{ $answer }”
answer-leave-open = Leave it open
answer-gone = This request does not stand here. What you have written still does.
draft-changed-since = This was changed on another device since you began to write here. Now it says:
draft-beside = If you save, what you have written stands beside it, and neither is lost.
draft-left-over = What you had begun to write
begun = Begun, not saved yet
draft-kept = Not saved yet. It is kept on this device for a week, sealed. Leave does not wait for your last word.
answer-discard = Discard what I wrote
answer-sent = Sent. If you are offline, it goes out when you are back.
answer-given = You answered
answer-change = Change the answer
answer-keep = Keep this answer
answer-from = { $name } answered on { $day }

## Picture

picture-title = Two voices over time
picture-drawing-description = A drawing as an example: a dashed line for self and a solid line for bond, side by side
picture-empty = Here your own two lines will stand, made of the days that you keep. This one is only an example.
picture-begin = Keep today
picture-alone = With somebody added, a second line shows how well the closeness suits you.
picture-private = Worked out on this device, from what you kept. Nobody else sees it.
picture-stretch = Stretch
picture-week = A week
picture-quarter = A quarter
picture-year = A year
picture-all = All
picture-waiting = The lines are being drawn.
picture-missing = What draws the lines is not on this device yet. It comes with the next connection. The days stand below.
picture-own-name = Yours: how much days felt like yours
picture-bond-name = With { $name }: how well the closeness suited you
picture-own-nothing = For yourself nothing was kept in this stretch.
picture-bond-nothing = About the closeness with { $name } nothing was kept in this stretch.
picture-own-described =
    { $days ->
        [one] One day of your own was kept.
       *[other] { NUMBER($days) } days of your own were kept: from { NUMBER($lowest) } to { NUMBER($highest) }, the middle one { $middle }.
    }
picture-bond-described =
    { $days ->
        [one] With { $name } one day was kept.
       *[other] With { $name } { NUMBER($days) } days were kept: from { NUMBER($lowest) } to { NUMBER($highest) }, the middle one { $middle }.
    }
picture-early = Too early to tell more. That is a good answer.
picture-own-flat = Each of your { NUMBER($days) } days has the same answer: { NUMBER($answer) } of 7.
picture-bond-flat = Each of your { NUMBER($days) } days with { $name } has the same answer: { NUMBER($answer) } of 7.
picture-own-same = The self voice: no change beyond chance since { $first }.
picture-own-higher = The self voice is higher than around { $first }. Chance alone rarely does that.
picture-own-lower = The self voice is lower than around { $first }. Chance alone rarely does that.
picture-bond-same = The bond voice with { $name }: no change beyond chance since { $first }.
picture-bond-higher = The bond voice with { $name } is higher than around { $first }. Chance alone rarely does that.
picture-bond-lower = The bond voice with { $name } is lower than around { $first }. Chance alone rarely does that.
picture-reasons = A change has many reasons. The line does not know which.
picture-look-up = Look up a day
picture-at = { $day }: { $facts }
picture-at-own = yours { NUMBER($answer) } of 7
picture-at-bond = with { $name } { NUMBER($answer) } of 7
picture-at-own-level = your level about { $value }, likely { $low } to { $high }
picture-at-bond-level = the level with { $name } about { $value }, likely { $low } to { $high }
picture-at-nothing = nothing kept
picture-table = The days as a table
picture-table-day = Day
picture-table-own = Yours
picture-table-bond = With { $name }
picture-table-level = level { $value } ({ $low }–{ $high })
picture-table-none = –
picture-table-earlier = Earlier days
picture-how = How this is worked out
picture-how-marks = Each dot is a day that you kept. Days without one stay empty; after a week without any the line is broken.
picture-how-level = From 28 days on, a line shows the level behind them. It very likely lies in the band around it (95 %).
picture-how-chance = A change is named only if neither chance nor one day leaning on the day before explains it.
picture-how-own = Each stretch is worked out by itself, and compared with nobody. No norms exist for these questions.
picture-along = Take it along
picture-along-what = The stretch that you look at, as a file that is made on this device. Nothing is sent.
picture-along-drawing = As a drawing (SVG)
picture-along-image = As an image (PNG)
picture-along-table = The days as a table (CSV)
picture-along-name = The name { $name } stands in the drawing and in the image. The table has no names.
picture-along-made = Made with Counterpoint on { $day }, from what one person kept for themselves.
picture-along-not = This file could not be made in this browser. The others may be.
counsellor-title = A page for a counsellor
counsellor-about = What you choose and nothing else, as a file that is made on this device.
counsellor-lead = For somebody who goes some of the way with you. You choose, one by one, what stands in it.
counsellor-never = What others shared with you is never in it. Your choice is not kept.
counsellor-own = In your own words, at the top
counsellor-own-hint = For instance what you would like to talk about. Nothing is fine too.
counsellor-stretch = The drawing and the entries below are of this stretch.
counsellor-drawing = The drawing
counsellor-drawing-none = Nothing was kept in this stretch.
counsellor-drawing-of = { $from } to { $to }
counsellor-contrasts-of = Five contrasts with { $name }, { $day }
counsellor-goals = Goals
counsellor-goal = A goal
counsellor-goals-look = Look through your goals
counsellor-journal = From the journal
counsellor-entries-look = Look through these entries
counsellor-journal-none = In this stretch nothing was written.
counsellor-put = Put this into the page
counsellor-put-named = Put into the page: { $title }
counsellor-chosen = What stands in the page
counsellor-chosen-none = Nothing yet. Tick what is to stand in it.
counsellor-chosen-own = Your own words stand at the top.
counsellor-take-out = Take out
counsellor-take-out-named = Take out: { $title }
counsellor-make = Make the page
counsellor-nothing = Choose something first, or write a sentence.
counsellor-page-title = What I chose to show
picture-both-title = Where these days lie
picture-both-early = Too early to tell. From 28 days with an answer for both on, an ellipse is drawn here.
picture-both-unknown = One of the two was the same on every day, so how sure this is cannot be worked out.
picture-both-none = The ellipse lies across the middle, so no region is named.
picture-both-both = Days felt like yours, and the closeness with { $name } suited you.
picture-both-own = Days felt like yours. The closeness with { $name } suited you less.
picture-both-bond = The closeness with { $name } suited you. Days felt less like yours.
picture-both-neither = Days felt little like yours, and the closeness with { $name } suited you little.
picture-both-how = The ellipse holds four fifths of where the middle of these days may lie. The cross is the middle of the scale and no norm.
picture-both-axis-own = days feel like yours
picture-both-axis-bond = the closeness suits
picture-wish-title = More closeness, or less
picture-wish-none = On no day of this stretch did you say that you would have liked more or less.
picture-wish-more =
    { $days ->
        [one] On one day you would have liked more.
       *[other] On { NUMBER($days) } days you would have liked more.
    }
picture-wish-less =
    { $days ->
        [one] On one day you would have liked less.
       *[other] On { NUMBER($days) } days you would have liked less.
    }
picture-wish-unsure =
    { $days ->
        [one] On one day you could not say.
       *[other] On { NUMBER($days) } days you could not say.
    }
picture-wish-fit = What suits counts here, not how much it is.
picture-contrasts = The last four times, as bands
picture-signs = The last four times, sign by sign
picture-hours-title = Time for you, time together
picture-hours-lead = Hours that you protected, and dates that you both agreed on. There is no target.
picture-hours-lead-alone = Hours that you protected for yourself. There is no target.
picture-hours-none = In the last eight weeks there are none.
picture-hours-week = Week of { $day }
picture-hours-own = yours { $hours } h
picture-hours-bond = with { $name } { $hours } h
picture-hours-protect = Protect time
picture-hours-propose = Propose time together

dyad-title = As two
dyad-way = Figures of the days that both of you share
dyad-lead = If you both sign for it and each share past days, this device works out figures of both. So does theirs.
dyad-alone = This needs a link with them. Alone, your own lines stand in the picture.
dyad-agreement = Both sign for it
dyad-propose-about = It takes an agreement that you and { $name } both sign.
dyad-propose = Propose it
dyad-agreement-words = We look at figures of the days that each of us shares.
dyad-signing = It is not signed by both of you.
dyad-agreement-look = To the agreement
dyad-in-force = In force since { $day }.
dyad-several = More than one such agreement is in force. Each of them is ended by itself.
dyad-agreement-end = The agreement, and the way to end it
dyad-ends = Either of you ends it alone. Then the figures are gone on both sides.
dyad-days = The days that you share
dyad-days-wait = Once you have both signed, you choose here which days you share.
dyad-days-none = There is no past day yet on which you said how well the closeness suited you.
dyad-days-about = Only how well the closeness suited you, day by day. Not your own days, no words, no wishes.
dyad-days-which = Which days
dyad-days-newest = The newest { NUMBER($days) }
dyad-days-each =
    { $count ->
        [one] One day
       *[other] Each of the { NUMBER($count) } days
    }
dyad-days-shared = Days for figures of both
dyad-days-changed = The other’s app computes with these days and does not show them. An app that somebody changed could.
dyad-share = Share these days with { $name }
dyad-take-back = Take the days back
dyad-figures = What both days say
dyad-figures-unsigned = Figures stand here once both have signed and both share days.
dyad-figures-yours = { $name } shares days. Once you share some too, figures stand here.
dyad-figures-theirs = Figures stand here once { $name } shares days too. There may be good reasons not to.
dyad-early = You do not have 28 days in common yet.
dyad-same-together = On days when the closeness suits you, it tends to suit { $name } too.
dyad-same-apart = On days when the closeness suits you, it tends to suit { $name } less.
dyad-same-not = Whether the closeness suits you and { $name } on the same days cannot be told.
dyad-same-unknown = Your answers never vary, or are always each other’s, so nothing can be worked out from them.
dyad-to-me-higher = After a day that suited { $name } well, your next day tends to be better than usual.
dyad-to-me-lower = After a day that suited { $name } well, your next day tends to be worse than usual.
dyad-to-them-higher = After a day that suited you well, the next day of { $name } tends to be better than usual.
dyad-to-them-lower = After a day that suited you well, the next day of { $name } tends to be worse than usual.
dyad-carried-not = Whether one day carries over to the other’s next cannot be told yet. With two people that is so for months.
dyad-why = Why it says so
dyad-why-same = The answers of the same day go together by { $value } (likely { $low } to { $high }), on { NUMBER($days) } days.
dyad-why-carried = The day before counts { $value } of a usual distance between days (likely { $low } to { $high }).
dyad-why-prior = What you both share, as a good week or a hard one, is taken out first. Small effects are not believed soon.
dyad-why-cause = Figures show what goes together. They do not show who causes what, and nobody owes the other a better day.
dyad-arrived = { $name } shares days for figures of both
pact-figures = Figures of both
record-shared_days = Days for figures of both
records-shared_days =
    { $count ->
        [one] one stretch of days for figures of both
       *[other] { NUMBER($count) } stretches of days for figures of both
    }
record-shared_days-days = Days
record-shared_days-fits = How well the closeness suited

trial-title = A fair test for you
trial-another = Another test
trial-way = A practice, two days at a time, and chance decides
trial-lead = Does something do you good? Chance decides on which of two days you do it. Your check-ins say how the days were.
trial-what = What you would do on some days
trial-what-hint = One small thing that you can do or leave on any day. For example: ten minutes outside.
trial-what-needed = Write what you would do.
trial-of = What it may change
trial-of-own = How much days feel like yours
trial-of-bond = How well the closeness with { $name } suits you
trial-of-needed = Choose what it may change.
trial-length = How long
trial-length-days = { NUMBER($days) } days
trial-length-needed = Choose how long.
trial-finds-title = What it could find
trial-finds-steps = { NUMBER($days) } days: a difference of about { $size } steps or more, of the scale of 7
trial-finds-spread = { NUMBER($days) } days: a difference of about { $size } times the usual distance between your days
trial-finds-often = It finds a difference of that size four times in five. Practices mostly change days by less, so “cannot tell” is the usual answer.
trial-finds-waiting = This is being worked out.
trial-finds-missing = What works this out is not on this device yet. It comes with the next connection.
trial-begin = Draw the lots
trial-begun = The lots are drawn. It begins tomorrow.
trial-safe = Choose nothing that needs somebody else’s yes, and nothing that is unsafe to leave out.
trial-today-with = Today with it: { $what }
trial-today-without = Today without it: { $what }
trial-starts = It begins on { $day }.
trial-runs = It runs until { $day }. A day that you leave out is no harm.
trial-waits = What came of it stands here once it is over. Looking before would make chance look like a difference.
trial-over = It ended on { $day }.
trial-end = End it now
trial-end-title = End this test?
trial-end-text = The days before today count. What came of it can be seen then.
trial-end-confirm = Yes, end it
trial-ended = Ended.
trial-lots = The lots, day by day
trial-lot-with = with it
trial-lot-without = without it
trial-lot-line = { $day }: { $lot }
trial-lot-kept = { $day }: { $lot }, your answer { NUMBER($answer) } of 7
trial-found-title = What came of it
trial-found-few = Fewer than six pairs have an answer on both days, so nothing can be said. That is an answer too.
trial-found-higher = On days with it your answers were higher, by { $mean } on the scale of 7.
trial-found-lower = On days with it your answers were lower, by { $mean } on the scale of 7.
trial-found-same = On days with it your answers were the same on average.
trial-found-interval = The true difference very likely lies between { $low } and { $high } (95 %, exact; { NUMBER($pairs) } pairs, p = { $p }).
trial-found-least = less than { $p }
trial-found-rare = Chance alone rarely does that.
trial-found-chance = Chance alone does that easily, so it cannot be told apart. That is the usual answer.
trial-remove = Remove this test
trial-remove-title = Remove this test?
trial-remove-text = It goes from all your devices. Your check-ins stay.
record-fair_test = Tests by lot
records-fair_test =
    { $count ->
        [one] one test by lot
       *[other] { NUMBER($count) } tests by lot
    }
record-fair_test-what = What
record-fair_test-from = From
record-fair_test-lots = On which day of each pair
record-fair_test-ended = Ended on
lot-first = On the first
lot-second = On the second

about-title = What interdependence is
# The same on a button: the long word may be parted where it is marked.
about-link = What inter­dependence is
about-lead = Two people who lean on each other, and each still stands.
about-music = In music, counterpoint is two melodies that fit together while each stays a melody of its own. Closeness can be like that.
about-self = What is yours: feelings, wishes, limits, an honest no.
about-bond = What is between you: being understood, being there, time together, trust.
about-contrasts-title = Five contrasts
about-contrasts-text = They describe habits, never a person. Most of us know both sides, and both can change.
about-contrast-from = From
about-contrast-to = Towards
about-contrast-boundaries-from = Not knowing where I end and you begin
about-contrast-boundaries-to = Limits that are said early and kept kindly
about-contrast-honest-from = Saying yes to please
about-contrast-honest-to = Closeness in which a no is safe
about-contrast-talk-from = Hinting, or swallowing it
about-contrast-talk-to = Saying it early, and hearing before answering
about-contrast-understand-from = Steering with guilt or silence
about-contrast-understand-to = Asking openly, and taking a no
about-contrast-worth-from = Worth that hangs on being approved of
about-contrast-worth-to = Worth that stays when somebody is cross
about-signs-title = Signs
about-signs-text = You may notice them, and give them. They are no verdict.
about-sign-valued = Valued: what matters to you counts.
about-sign-cherished = Cherished: you need not earn it.
about-sign-safe = Safe: you can be upset, and nothing bad follows.
about-sign-free = Free to differ: you disagree, and still belong.
about-ways-title = Ten ways
about-ways-text = Take one, in any order. Nothing builds on another.
about-way-likes = Value what each likes and dislikes
about-way-likes-to = Write cards, share single ones
about-way-support = Ask for support
about-way-support-to = Listening, ideas, hands, company
about-way-time = Spend time together
about-way-goals = Follow your own goals
about-way-goals-to = Wish, obstacle, plan
about-way-motivate = Encourage them
about-way-mindful = Practise mindfulness
about-way-interests = Make time for your interests
about-way-no = Learn to say no
about-way-no-to = Rehearse one, pause before a yes
about-way-problems = Speak about what is real, instead of pleasing
about-way-problems-to = Describe, express, ask
about-way-space = Give and take space
about-way-coming = Not in the app yet
about-for-whom-title = With whom
about-for-whom = With a partner, a parent, a grown child, a sibling, a friend, or anyone close. Each relationship here stands apart from the others.
about-careful-title = Take care
about-careful = Practising a no is only good where a no is safe. If somebody punishes you for it, look at Help now first. This app is no treatment and judges nobody.
about-less = The aim is to need this app less.

## Help now

help-short = Help
help-close = Close
help-lead = People who listen and know what can be done. You decide what to tell them.
help-emergency = In danger now: call your country's emergency number, 112 in Europe, 911 in North America, 999 in the United Kingdom, 000 in Australia.
help-safer-device = If this device may be watched, use another one to look for help: a friend's, or one in a library.
help-directory-title = Lines and directories
help-own = Often somebody you trust is the best first call: a friend, a relative, a doctor, a neighbour.
help-verified = Looked up on { $day }
help-verified-long-ago = Looked up on { $day }, more than half a year ago. It may have changed.
help-not-verified = Not looked up again yet. It may have changed.
help-eu = European Union
help-eu-about = One number for help against violence against women, in many countries of the Union. Free of charge.
help-germany = Germany
help-germany-about = Hilfetelefon: day and night, anonymous, free of charge, in many languages.
help-uk = United Kingdom
help-uk-about = National Domestic Abuse Helpline: day and night, free of charge.
help-us = United States
help-us-about = National Domestic Violence Hotline: day and night.
help-australia = Australia
help-australia-about = National line for domestic, family and sexual violence.
help-lila = Lila.help
help-lila-about = Lines and shelters in more than 90 countries, chosen by a network of women's shelters.
help-hot-peach = Hot Peach Pages
help-hot-peach-about = A directory of help against abuse, by country and in many languages.

## Everything that is shared

shared-title = What I share
shared-about = With whom, and what they see.
shared-text = Only you decide what others see, every day anew. Nobody is told that you looked.
shared-nobody = You are linked with nobody, so nobody sees anything.
shared-count = { $count ->
    [0] Nothing but your name
    [one] One thing, and your name
   *[other] { $count } things, and your name
  }
shared-as-wanted = It is as I want it
shared-reviewed = Good. You are asked again in about three months.
shared-screenshot = Withdrawing takes a thing away from the other's app. A screenshot stays a screenshot.
withdraw-all-button = Withdraw everything
withdraw-all-title = Withdraw everything from { $name }?
withdraw-all-text = { $name } sees none of your cards, requests and answers any more. You stay linked, they are not told why, and everything stays yours.
withdraw-all-confirm = Withdraw everything
withdraw-all-keep = Keep sharing
withdraw-all-done = Withdrawn. It disappears on the other side at their next connection.

## Settings

settings-name-hint = People you are linked with see this name.
settings-name-saved = Your name is saved.
settings-appearance-title = Appearance
settings-appearance = Light or dark
theme-system = As this device
theme-light = Light
theme-dark = Dark
settings-language-title = Language
settings-language-text = English is the only language so far.
language-label = Choose a language
language-not-loaded = This language could not be loaded. Try again once you are connected.
settings-lock-title = Lock
settings-lock-text = Locking forgets the keys on this device until you type your passphrase.
settings-lock-button = Lock now
lock-settings-button = Passphrase and lock
autolock-title = Locking by itself
autolock-text = This device forgets its keys when the app is closed or loaded again. It does so, too, when nobody has touched it for a while.
autolock-legend = When should it lock?
autolock-on-leaving = At once when I look at something else
autolock-minute = After 1 minute
autolock-five-minutes = After 5 minutes
autolock-quarter-hour = After 15 minutes
autolock-hour = After 1 hour
autolock-unsaved = What you have not saved is kept on this device for a week, sealed. It stands there again once you unlock.
locks-soon = This device locks in a few seconds. Touch anything to stay.
autolock-saved = Saved.
passphrase-change-title = Another passphrase
passphrase-change-text = It opens this device only. Other devices of yours keep their own. Everything here is sealed anew: an old copy of this device opens nothing that is yours alone and new.
passphrase-change-relay = As soon as this device has been connected, no old copy gets into your vault.
passphrase-copied = Somebody may have a copy of this device
passphrase-copied-hint = Then your links get new keys too. Otherwise whoever has a copy can still read and write in your links. Nobody is told, but a changed app of the other person could notice new keys.
passphrase-words-are-new = The new passphrase opens this device. Your unchecked recovery words are new ones too; please write them down again.
sealing-anew = Everything on this device is being sealed anew: { NUMBER($hundredths) } of 100. You can go on meanwhile.
passphrase-present = Present passphrase
passphrase-new = New passphrase
passphrase-new-again = The new passphrase again
passphrase-change-submit = Change it
passphrase-changed = From now on the new passphrase opens this device.
passkey-title = Passkey
passkey-text = A fingerprint, a face or a security key can open this device too. Whoever can unlock this phone or computer may be able to use its passkeys. They are listed by name among its passwords.
passkey-none-here = This browser offers none at this address.
passkey-add = Add a passkey
passkey-added = The passkey opens this device from now on.
passkey-once-more = The passkey is made. It has to be used once, so that it can say what it opens this device with.
passkey-use = Use it once
passkey-not-made = No passkey was added. Perhaps it was cancelled, or it lacks what a lock needs. Your passphrase works as before.
passkey-present = A passkey opens this device, beside your passphrase.
passkey-remove = Remove the passkey
passkey-remove-title = Remove the passkey?
passkey-remove-hint = It stays in the list of this phone or computer until you delete it there, and opens nothing any more. Everything here is sealed anew.
passkey-removed = Removed. Only the passphrase opens this device.
passkey-removed-words-are-new = Removed. Your unchecked recovery words are new ones too; please write them down again.
settings-words-checked = Written down and checked.
settings-words-not-checked = Not checked yet.
settings-words-viewed = Last shown on { $day }.
settings-words-renew = Make new words
settings-words-alone = Recovery needs your words and nobody else.
settings-relay-title = Relay
holds-title = What the relay holds
holds-lead = Sealed pieces. It carries them between devices, and has no key to any.
holds-erased = What is withdrawn it erases, piece and all. An honest relay does so at once. What you delete of your own goes later: Settings says when. A dishonest relay could keep the sealed piece, which it cannot open.
holds-sees = What can be told from outside
holds-sees-addresses = From which network address a device connects.
holds-sees-times = When a device connects, and when a piece comes.
holds-sees-sizes = How long a piece is, rounded up. A long letter is longer than a short word.
holds-sees-links = That two people are linked, and how many devices are yours.
holds-sees-withdrawn = That something was withdrawn, never what.
holds-sees-language = Which language's words a device fetches, if the app comes from there.
holds-cannot = What cannot
holds-cannot-words = No name, no word, no date that anybody wrote.
holds-cannot-kinds = Of which of the kinds below a piece is.
holds-cannot-answers = Which answer was given. A yes is as long as a no, a signature as a pause.
holds-own = Yours alone
holds-own-text = They go to your own devices and to nobody else, as pieces like all others.
holds-shareable = What you can share
holds-shareable-text = As the above, until you share it. Then one version goes to one person, as a piece that only the two of you open.
holds-reply = What you say in reply
holds-reply-text = The same, all of one length as long as they are short.
relay-deletes = What you delete or write over leaves the relay as well. With one device that takes one to two months, as a rule. With several it is a month after a second one has vouched for the rest. Until then it stays there, sealed.
settings-relay-change = Use another relay
settings-relay-change-text = Your device brings everything to the new relay. Links with others go on once they use it too. Empty, everything stays on this device, and links rest until there is a relay again.
settings-relay-submit = Use this relay
settings-relay-saved = Saved. Your device brings everything there as soon as it answers.
settings-relay-none = Saved. From now on nothing leaves this device.
relay-watch-title = What your devices have noticed
relay-watch-nothing = Each of your devices signs what it writes and what it has seen of the others. A relay that drops, changes or reorders something is found out. Nothing of the kind so far.
relay-watch-lost = Nothing on this device is lost, and nothing that you wrote was changed: a relay can hold things back, but it cannot read or alter them.
relay-watch-do = What you can do: open the app on your other devices, so that they bring back what is missing. Take a backup along. Ask whoever runs the relay whether they restored an old copy. If you do not trust the answer, use another relay.
settings-leave-title = Leaving quickly
settings-about-title = About
settings-build = Build
settings-build-text = The exact build that runs here, to compare with the published one:

relay-state-none = No relay is set. Everything stays on this device.
relay-state-offline = Not connected right now. You can go on; your device tries again by itself.
relay-state-offline-waiting = Not connected right now. { $count ->
    [one] One change waits
   *[other] { $count } changes wait
  } on this device until you are back.
relay-state-connecting = Connecting…
relay-state-exchanging = Exchanging sealed envelopes…
relay-state-online = Connected. Everything is exchanged.

clean-title = Leave this device clean
clean-short = Removes everything that Counterpoint keeps in this browser.
clean-button = Leave this device clean
clean-what = Keys, everything you wrote, settings and the app itself are removed from this browser.
clean-relay = What your relay keeps stays there, sealed. Only your recovery words open it again.
clean-after = Afterwards a page about miles and kilometres opens, or an empty one without a connection.
clean-confirm = Remove everything here

## Your devices

devices-title = Your devices
devices-text = Every device here holds all that is yours. Only your own devices see this list.
settings-devices-text = { $count ->
    [one] This is the only device with your vault.
   *[other] { $count } devices hold your vault.
  }
settings-devices-button = See your devices
device-this = This browser
device-other = Another browser
device-this-added = This browser, added on { $day }
device-other-added = A browser, added on { $day }
device-added = Added on { $day }
device-this-tag = This device
device-this-leave = To take everything off this device, leave it clean in Settings.
device-name = What you call it
device-name-hint = For example: phone, or laptop at home.
device-rename = Change the name
device-rename-named = Change the name of “{ $name }”
device-named = Saved. Your other devices see the name too.
device-remove = Remove
device-remove-named = Remove “{ $name }”
device-remove-title = Remove “{ $name }”?
device-remove-nothing-new = It learns nothing new from then on: every key is changed, here and in all your links. Without a connection this waits, and goes on by itself.
device-remove-keeps = What it already holds stays on it. Nobody can erase that from afar. What it has not handed in does not come by itself.
device-remove-words = If somebody else may have it, or has seen your recovery words, make new recovery words as well.
device-remove-others = Nobody you are linked with is told. Your links go on as they are.
device-remove-confirm = Remove this device
device-removed = Removed. As soon as your relay has heard of it, that device learns nothing new.
device-leaving = It is being removed. This finishes as soon as this device reaches your relay.
history-title = Do all your devices know the same?
history-text = These words stand for which devices are yours, and how that came about. They become others with each change, also of a passphrase. Read them on all of your devices at one time: once each has been connected, they are the same.
history-label = Words to compare
history-differ = If they differ, connect each device once more. If they stay different, somebody may show your devices different things. Look at which devices each one lists.
history-away = This device was not there for every change of your devices. If these words are the same on a device that you trust, say so. Nobody who was taken out can then hold this one up.
history-same = They are the same
history-same-title = The same words on a device that you trust?
history-same-text = This device then stands by what it has heard. Your passphrase shows that it is you.
history-confirm = Yes, this is right
history-stayed = Noted. This device goes on.
history-two-title = Which of these is right?
history-two-text = Two of your devices have heard different things. It happens when a relay was set back, or shows each device something else. It also happens when a device is in other hands.
history-two-how = Take a device that you have in hand and trust. Its list of devices shows the words of the one that it follows.
history-two-waits = What you write here stays on this device until you have chosen. Withdrawing and unlinking go on as ever.
history-two-goes-on = This device was connected when the first of them came about, and goes on with it meanwhile.
history-names = The names are those that this device knows. Any of your devices can have changed them.
history-here = What this device follows
history-there = The other one
history-gone = “{ $by }” took out “{ $gone }”.
history-gone-words = “{ $by }” made your recovery words void.
history-came = “{ $by }” added a device.
history-made-words = “{ $by }” made new recovery words.
history-renewed = “{ $by }” changed the keys. Nobody came or went.
history-unnamed = a device without a name
history-common = What both have in common
history-common-text = Any of your devices showed these words before the two parted.
history-stay = Stay with this one
history-stay-title = Stay with what this device follows?
history-stay-text = What you wrote goes on from here, for the devices that it lists. If your relay holds the other one, choose another relay in Settings.
history-go = Go over to the other one
history-go-title = Go over to the other one?
history-go-text = What you wrote on this device comes along. Then it follows the other list of devices, and gets everything from your relay again.
history-keep = Also keep what other devices wrote in the one I leave
history-gone-over = This device goes over. It reads everything again when it reaches your relay.
history-cannot-go = This device does not belong to the other one: it was set up from this one, or has another passphrase since. If the other one is right, make an export here and leave this device clean. Then add it again from a device that you trust.
devices-paper = They count as a device on paper: whoever has them can bring everything back.
devices-paper-button = See how they stand
devices-add-title = Add a device
devices-most = Your vault has room for up to { NUMBER($max) } devices.
devices-add-by-words = Open Counterpoint on the other device, choose “I have recovery words”, and type yours. Every device gets a passphrase of its own.

## Adding a device by a link

pair-before = A link from this device brings your vault to another one of yours, without recovery words.
pair-before-all = The other device gets everything: all that you have written, and all your links.
pair-before-own = Nobody you are linked with is told.
pair-before-pressed = Only for a device of your own, and only when it is in your hands. If somebody else wants you to do this, stop: their device would read everything, from now on too.
pair-no-relay = This needs a relay, and none is set. Choose one in Settings, or take a backup along.
pair-make = Make a link for my other device
pair-out = Scan this with your other device, or open the link there. Show it to nobody.
pair-link = Link for your other device
pair-code = The link as a QR code
pair-code-text = Point the camera of your other device at it.
pair-lives = It works once, and for 15 minutes.
pair-next = When your other device has opened it, three words appear here and there.
pair-offline = This device is not connected right now. The other one waits, and it goes on by itself as soon as both are.
pair-take-back = Take the link back
pair-compare = Look at both screens. The words should be the same, in the same order.
pair-compare-title = Compare these words
pair-compare-how = If they differ, or if your other device shows none, somebody else has opened the link. Then nothing is added, and nothing is lost.
pair-passphrase-hint = The one of this device, once more: whoever is let in here gets everything.
pair-same = They are the same: add it
pair-waits-other = You said that the words are the same. Say so on “{ $name }” too. You can leave this page.
pair-waits-relay = Both devices said that the words are the same. “{ $name }” is let in as soon as your relay has heard of it.
pair-give-up = Do not add it
pair-stopped = Given up. Nothing was added.
pair-added = “{ $name }” is let in. It brings everything over when it is connected.
pair-added-lock = It has a passphrase of its own. Your other devices ask whether it is yours.
pair-again = Start again
pair-failed-lost = Nothing on this device has changed.
pair-failed-words-instead = Your recovery words bring your vault to another device as well.
pair-opened-here = You opened a link for another device, but this browser has a vault already. Open the link on the device that is to be added.
pair-failed-expired = The link was not used in time: it works for 15 minutes. If less has passed, the clock of one of the two devices is wrong.
pair-failed-ended = It was given up before the end, here, on the other device, or by a change of relay.
pair-failed-used = Some device has opened this link before. If it was not yours, somebody else has seen the link. Make a new one, and show it to nobody.
pair-failed-words = The words differed: somebody else may have seen the link. Make a new one, and show it to nobody.
pair-failed-altered = Something was altered on its way. Make a new link.
pair-join-title = Your vault on this device
pair-join-text = On your other device, go to Settings, Your devices, Add a device. Scan the code there, or paste its link here.
pair-join-own = Only use a link that you have made yourself. Whoever made it reads all that you write here.
pair-link-from = Link from your other device
pair-link-hint = The whole link, or the part after “device=”.
pair-name = What you call this device
pair-join-submit = Go on
pair-other-relay = Your vault uses the relay { $relay }, which is not where this page came from. This device will use it too.
pair-waiting-title = Looking for your other device
pair-waiting-text = Keep it open and connected. Three words appear on both as soon as they have found each other.
pair-waiting-taken-back = If nothing happens, the link may have been taken back there. Then stop here, and make a new one.
pair-unreached = The relay is not reached right now. This device tries again by itself.
pair-confirmed-title = Now on your other device
pair-confirmed-text = Say there that the words are the same, with its passphrase. Everything of yours comes here then. You can leave this page.
pair-failed-title = This device was not added
pair-failed-here = Nothing is lost, and nothing of it stays on this device.
pair-start-again = Start again

erase-title = Erase my vault on the relay
erase-short = What your relay keeps of you can be erased too.
erase-text = Everything of yours that your relay keeps is erased there: your vault whole, and in your links whatever you wrote.
erase-links = Your links end. The other person reads that you are not linked; whatever is theirs stays theirs.
erase-here = What is on this device stays, and from then on it uses no relay. Recovery words have nothing to bring back then.
erase-honest = An honest relay keeps no byte of it. Nobody can make a dishonest one, or an old copy of its disk, forget.
erase-other-devices = Your other devices would bring everything back. Remove them first, and open each of them once, so that they hear of it.
erase-submit = Erase it on the relay
erase-confirm-title = Erase your vault on the relay?
erase-confirm = Erase it
erase-under-way = It is being erased. Without a connection this waits, and goes on by itself.
erase-done = Erased on { $day }: your relay said that it keeps nothing of your vault any more. This device uses no relay now.

notice-new-device = A new device was added to your vault on { $day }. Was it you?
notice-new-device-undated = A new device was added to your vault. Was it you?
notice-new-device-if-not = If not, remove it, and make new recovery words: somebody may have yours.
notice-new-device-see = See your devices
notice-new-device-mine = Yes, it is mine
notice-new-device-mine-title = Is it yours?
notice-new-device-mine-text = Say so only if you have that device in hand, or know who brought it in. It reads all that you write.

removed-title = This device is no longer part of your vault
removed-text = Your relay says that this device was removed on another of your devices. It gets nothing new, and what you write here stays here.
removed-not-you = If that was not you, look at your other devices, which show who is still there: somebody may have a device of yours or your recovery words. A dishonest relay can also say so without any reason. Then keep what is here, take a backup along, and use another relay in Settings.
removed-read-title = Keep reading
removed-read-text = What was here before is still here, and stays readable.
removed-read = Keep reading what is here
removed-back = Something written here may be nowhere else: take everything along first. Then leave this device clean, open Counterpoint once more and type your recovery words.

## Taking everything along

along-title = Take everything along
along-short = A file of what is yours: to keep, to read, or for other programs. A file from before can be brought back in.
along-button = Take everything along
along-lead = What you wrote belongs to you. These files are made on this device, also without a connection.
along-what-title = What comes along
along-what = Your people, cards, journal, check-ins and requests for support, and what you share with whom. No keys.
along-with-others = Also what others shared with me
along-with-others-hint = They lent it to you, and may withdraw it here. A file keeps it.
along-backup-title = A sealed backup
along-backup-good = Good for keeping everything safe and bringing it back.
along-backup-reads = Only its passphrase or your recovery words open it.
along-passphrase = A passphrase for the backup
along-passphrase-hint = It may be another one than this device has.
along-backup-button = Make a backup
along-page-title = A page to read
along-page-good = Good for reading and printing, without this app. It opens in any browser, also without a connection.
along-page-button = Make a page
along-json-title = A file for other programs
along-json-good = Good for other programs, and for bringing everything in elsewhere. The format is JSON, and is described in the documentation.
along-json-button = Make a JSON file
along-anybody-reads = Anybody who has this file can read everything in it.
along-made = { $name } was handed to your browser. Look for it among your downloads.
along-not-made = This browser does not take files from this page. Another browser may.

bring-in-title = Bring a file in
bring-in-text = A backup or a JSON file that Counterpoint made. You see first what it would add.
bring-in-private = What comes in is private, whatever it was before. Nothing that is here is changed or removed.
bring-in-choose = Choose a file
bring-in-unreadable = This browser could not read the file. Choose it again.
bring-in-secret = Passphrase of the backup
bring-in-secret-hint = Or the 24 recovery words that you had when you made it.
bring-in-look = Look at it
bring-in-not-now = Not now
bring-in-close = Close
bring-in-add = Add this
bring-in-made-on = Made on { $day }.
bring-in-adds = It would add:
bring-in-nothing = It would add nothing.
bring-in-people = { $count ->
    [one] one person
   *[other] { $count } people
  } in your list
bring-in-versions = { $count ->
    [one] one other version
   *[other] { $count } other versions
  } of what is here, put beside it
bring-in-known = { $count ->
    [one] one thing is
   *[other] { $count } things are
  } here already
bring-in-removed = { $count ->
    [one] one thing was removed here, and stays removed
   *[other] { $count } things were removed here, and stay removed
  }
bring-in-left-out = { $count ->
    [one] one thing tells only of sharing, and stays in the file
   *[other] { $count } things tell only of sharing, and stay in the file
  }
bring-in-unfit = { $count ->
    [one] one thing is left out, because it is
   *[other] { $count } things are left out, because they are
  } longer than what fits, or otherwise beyond it
bring-in-newer = { $count ->
    [one] one thing
   *[other] { $count } things
  } of a newer version of the app, kept until this one is updated
bring-in-done = What the file adds is here now. It is private.

## Exchanging without a relay

carry-title = Exchange without a relay
carry-lead = What you and { $name } share can travel without a connection, too: as a file, or as codes from screen to camera.
carry-own-lead = Everything of yours can travel to your other devices without a connection, too: as a file, or as codes from screen to camera.
carry-own-short = Your own devices can also be brought up to date by a file or by codes.
carry-own-button = Between my devices
carry-give = To { $name }
carry-give-own = To my other devices
carry-sealed = It is sealed. Only the two of you can read it. Whoever finds it sees how much is in it, and not what.
carry-sealed-own = It is sealed. Only your devices can read it. Whoever finds it sees how much is in it, and not what.
carry-everything = Everything, not only what is new
carry-everything-hint = Larger. It helps when something is missing on the other side.
carry-codes-most = Codes hold up to { NUMBER($kilobytes) } kB: what is new, and rarely everything. A file holds all of it.
carry-save = Save a file
carry-saved = { $name } was handed to your browser. Give it on in any way you like.
carry-show = Show as codes
carry-too-large = This is too much for codes. Save a file instead.
codes-missing = What draws codes is not on this device yet. Connect to the network once and try again.
carry-codes-text = On the other device, open this page and choose “Read codes”. Hold its camera so that the whole square is in the picture.
carry-code = Code { NUMBER($number) } of { NUMBER($count) }
carry-codes-count = { $count ->
    [one] It is one code.
   *[other] They are { $count } codes, over and over. Any order will do.
  }
carry-hold = Hold still
carry-next = Next code
carry-go-on = Let them turn
carry-codes-close = Stop showing
carry-read = Read codes
carry-read-text = Point the camera at the codes on the other screen.
carry-camera = Picture of the camera
carry-read-waiting = No code read yet.
carry-read-progress = { NUMBER($read) } of { NUMBER($count) } read
carry-read-private = The picture stays on this page and is not kept. The camera stops when you leave it.
carry-read-close = Stop reading
carry-no-camera = There is no camera here, or it was not allowed. A file works too: ask for one and bring it in.
carry-take = From { $name }
carry-take-own = From another device of mine
carry-take-text = Nothing that is here is lost. Bringing the same in twice does no harm.
carry-bring-in = Bring in a file
carry-brought-new = { $count ->
    [one] One new thing is here now.
   *[other] { $count } new things are here now.
  }
carry-brought-nothing = There was nothing new in it: everything is here already.
carry-brought-unreadable = { $count ->
    [one] One thing could not be read and was left out.
   *[other] { $count } things could not be read and were left out.
  }
carry-brought-known = What could be taken was here already.
carry-brought-former = Some of it is from a device that was removed, and was left out. What that device wrote before may still come from the relay.
carry-brought-missing = Some of it begins after what you have and was left out. A file with everything helps if it comes from a device that holds the beginning; otherwise the relay brings it.
carry-brought-refused = A part of it was left out: it is of a link that has ended, or of one that this device does not know from its beginning.

taken-title = What is mine
taken-who-reads = Anybody who has this file can read everything in it.
taken-made-on = Made on
taken-people = People
taken-shared = What others see of me
taken-from-others = What others shared with me
taken-added = Added on
taken-written = Written on
taken-since = Shared since
taken-linked-since = Linked since
taken-beside = Written at the same time
taken-nothing = Nothing here.
taken-newer = From a newer version of the app
taken-unfit = Something that does not fit here

## Problems: what happened, and the way on

problem-wrong-passphrase = This passphrase does not open it. Check capital letters and the keyboard's language, then try again.
problem-wrong-passkey = This passkey does not open it. Your passphrase does.
problem-short-passphrase = Please use at least { $min ->
    [one] { $min } character
   *[other] { $min } characters
  }. A few unrelated words work well.
problem-parcel-too-large = That is too much for one file. With a relay it goes in pieces.
problem-parcel-foreign = This is no file for an exchange that Counterpoint made.
problem-parcel-too-new = A newer version of Counterpoint made this. Update this app first, then bring it in again.
problem-parcel-damaged = This was cut or changed on its way. Ask for it again.
problem-parcel-elsewhere = This is not of anybody you are linked with here, nor of your own devices.
problem-parcel-ended = This is of a link that has ended. It brings nothing any more.
problem-parcel-beginning = This begins after what you have, so it does not fit on.
problem-parcel-beginning-way = A file with everything helps if it comes from a device that holds the beginning; otherwise the relay brings it. Nothing is lost.
problem-parcel-unreadable = Nothing in this could be read: it was changed, or the keys for it are not here.
problem-parcel-nothing = There is nothing new to give. If something is missing on the other side, tick “Everything”.
problem-parcel-removed = This is from a device that was removed. What it wrote before may still come from the relay.
problem-parcel-held-back = A device is still being taken away. That needs the relay once; until then nothing new leaves this device.
problem-other-devices = Other devices still belong to your vault and would bring everything back. Remove them first.
problem-this-device = This is the device in your hands. To take everything off it, leave it clean in Settings.
name-needed = Please write a name.
problem-empty = Something is still empty. Please fill it in.
problem-too-long = This has { $found ->
    [one] { $found } character
   *[other] { $found } characters
  }. At most { NUMBER($max) } fit. Please shorten it.
problem-unknown-word = Word number { NUMBER($position) }, “{ $word }”, is not in the list of recovery words.
problem-unknown-word-suggestions = Did you mean: { $words }?
problem-unknown-word-check = Check its spelling on your paper.
problem-word-count = { $found ->
    [0] There are no words yet.
    [one] That is one word.
   *[other] These are { $found } words.
  } There should be 24.
problem-words-do-not-fit = All the words are in the list, but they do not belong together. Check their order, and that each is the one on your paper.
problem-wrong-word = Word number { NUMBER($position) } is another one. Look at your paper again.
problem-no-vault-found = This relay keeps nothing for these words. You may have made newer ones since.
problem-no-vault-found-way = Check the address of the relay. It should be the one that you used before.
problem-bad-invite = This is not a whole invite. Copy all of it again, or ask for a new one.
problem-invite-expired = This invite is older than 24 hours, or was taken back. Ask for a new one.
problem-invite-used = This invite was already used. If that was not you, tell the person who made it, and ask for a new one.
problem-own-invite = This is your own invite. Give it to the other person.
problem-other-relay = This invite goes through another relay than yours.
problem-offline = Your relay cannot be reached now, and this needs it. Look at its address and at your connection, then try again.
problem-already-linked = There is a link already, or one is being made.
problem-not-linked = You are not linked, so nothing can be shared. It stays yours.
problem-version-changed = This changed after the preview. Close it, press “Show what is new” if it is offered, and look again before sharing.
problem-words-changed = These words were changed meanwhile. What you wrote is still here: press “Show what is new”, read them again, then send it.
problem-gone = This is not here any more. It was removed, here or on another of your devices, or withdrawn.
problem-newer-version = A newer version of the app wrote this. Update the app here, then go on; until then nothing of it is changed or shared.
problem-bad-relay = This is not the address of a relay. It begins with https:// and has no spaces.
problem-more-than-relay = The address of a relay is a name, and perhaps a port, as in https://relay.example:8443. Leave out everything else.
problem-relay-letters = This address has letters beyond a to z. Connections need its other form, which begins with xn--. Whoever runs the relay knows it.
problem-not-all-kept = { $count ->
    [one] One thing could not be kept, and waits here as before.
   *[other] { NUMBER($count) } things could not be kept, and wait here as before.
}
problem-not-all-kept-why = Nothing can be written now where that belongs, as in a link that has ended. Nothing of it is lost: keep it later, or discard it.
problem-not-open = This device is locked. Unlock it and try again.
problem-vault-exists = This device holds a place of somebody's own already. Load the page again to unlock it.
problem-storage-full = This device takes nothing more at the moment. What you wrote is kept while this page is open. Free some space, then try again.
problem-damaged = What this device stored cannot be read. Nothing was changed.
problem-bad-device-link = This is not a whole link for another device. Copy all of it again, or make a new one.
problem-device-link-expired = This link is older than 15 minutes, or the clock of one of the two devices is wrong. Make a new link on your other device.
problem-invite-not-device-link = This is an invite to link with somebody, not a link for a device of your own. Make a place of your own first; then you can use it.
problem-device-link-not-invite = This is a link that adds a device to somebody's own vault, not an invite. Ask for an invite. If it is yours, open it on your other device.
problem-removed-meanwhile = You removed this on another device. If you save once more, it is here again.
problem-too-many-devices = Your vault has as many devices as it can have. Remove one first.
problem-file-too-large = This file is larger than anything that Counterpoint makes.
problem-file-foreign = This is no file that Counterpoint made. Choose a backup or a JSON file.
problem-file-utf16 = Another program has saved this file as UTF-16. Save it as UTF-8, or use another copy of it.
problem-file-too-new = A newer version of Counterpoint made this file. Load the page again to get it, then try once more.
problem-file-wrong-secret = This passphrase does not open the backup. Check capital letters and the keyboard's language, or use the recovery words that you had when you made it.
problem-file-damaged = This backup was cut or changed on its way. Use another copy of it.
problem-file-damaged-line = This file is damaged in line { NUMBER($line) }, at column { NUMBER($column) }. Use another copy of it.
problem-file-damaged-field = This file is damaged at “{ $field }”. Use another copy of it.
problem-file-not-read-back = No file was made: there is more here than Counterpoint could read back from one file. Without what others shared there may be less. The page to read and print holds it all.
problem-file-too-much = With what is here already, there would be more than Counterpoint could read back from one file. Bring in a smaller one.
problem-file-nothing-changed = Nothing was changed.
problem-pause-first = You were linked with this person before. Open their page under Ours and choose to link again there: a short pause comes first.

## Notices: what to know, and the way on

notice-relay-full = Your relay takes nothing more at the moment. Everything is safe on this device, and is sent when there is room. You can tell whoever runs the relay.
notice-relay-withholds = Your relay holds back something that another of your devices has seen.
notice-relay-forked = Your relay has shown different histories to different devices.
notice-more-waits = There is much more from { $name } than this device takes at once. The rest waits at your relay until you want it. You can also leave it there.
notice-more-fetch = Get more of it
notice-more-comes = It comes as soon as this device reaches your relay.
notice-two-histories = Two of your devices have heard different things about which devices are yours. This one goes on as before.
notice-two-histories-wait = Two of your devices have heard different things about which devices are yours. Until you say which one is right, what you write stays on this device. Withdrawing and unlinking go on as ever.
notice-two-histories-see = See what each says
notice-devices-differ = Two of your devices do not make the same of what you wrote. Your relay keeps everything, and nothing on this device is lost. Bring the app up to date on both.
notice-unnoted = This device noticed something about a link or about your devices, and could not write it into your vault. What you wrote is not affected. Load the page again, and bring the app up to date.
notice-key-device = One of your devices handed this one a key that does not fit the others.
notice-key-words = Somebody who had your recovery words let this device have a key that does not fit the others.
notice-key-link = From { $name } came a key that does not fit. That can be a fault of an app.
notice-key-mended = This device made another key, and nothing is lost.
notice-key-device-way = Look at your devices. Take out whichever you do not know.
notice-key-words-way = If that was not you, look at your devices, and make new recovery words.
notice-key-link-way = If it goes on, you can unlink at any time. What you withdraw is withdrawn all the same.
notice-late = { $count ->
    [one] One thing that “{ $name }” wrote had not come before you took it out. It does not count until you keep it.
   *[other] { NUMBER($count) } things that “{ $name }” wrote had not come before you took it out. They do not count until you keep them.
}
notice-late-unnamed = { $count ->
    [one] One thing that a device of yours wrote had not come before it was taken out. It does not count until you keep it.
   *[other] { NUMBER($count) } things that a device of yours wrote had not come before it was taken out. They do not count until you keep them.
}
notice-late-links = { $count ->
    [one] One thing that was shared on another device of yours had not come in time. It does not count until you keep it.
   *[other] { NUMBER($count) } things that were shared on another device of yours had not come in time. They do not count until you keep them.
}
notice-late-why = Keep this if you had that device in hand. Otherwise somebody else may have written it.
notice-late-look = Look at it
late-title = What came too late
late-text = Nothing of this counts until you keep it. Keep what you know as yours: somebody else may have had that device in hand.
late-none = Nothing waits here.
late-from = From “{ $name }”
late-from-unnamed = From a device of yours
late-from-links = Shared on another device of yours
late-adds = New
late-changes = Changes what you have
late-joins = Written at the same time as yours, and would stand beside it
late-brings-back = You removed this meanwhile. Kept, it is back.
late-takes-away = Removed on that device, and still here
late-shares = Would be shared with { $name }
late-withdraws = Would no longer be shared with { $name }
late-seen = { $name } sees this already. You can withdraw it there, whatever you choose here.
late-written = Written on { $day }
late-written-at = Written on { $day }, { $time }
late-day = For { $day }
late-about = About { $name }
late-now = As it is now
late-now-named = As it is now: { $title }
late-keep = Keep it
late-keep-named = Keep it: { $title }
late-remove = Remove it here too
late-remove-named = Remove it here too: { $title }
late-share = Share it
late-share-named = Share it: { $title }
late-withdraw = Withdraw it
late-withdraw-named = Withdraw it: { $title }
late-choose-all = Choose all
late-choose-none = Choose none
late-keep-all = { $count ->
    [one] Take it over
   *[other] Take over all { NUMBER($count) }
}
late-keep-some = Take over { NUMBER($keep) }, discard { NUMBER($discard) }
late-discard = { $count ->
    [one] Discard it
   *[other] Discard all { NUMBER($count) }
}
late-discard-unseen = { $count ->
    [one] Discard all, with one that is not shown
   *[other] Discard all, with { NUMBER($count) } that are not shown
}
late-discard-title = { $count ->
    [one] Discard one thing?
   *[other] Discard { NUMBER($count) } things?
}
late-discard-text = What you discard comes back on none of your devices. What you chose is done.
late-discard-all-text = What you discard comes back on none of your devices.
late-discard-seen = What others see of it already they go on seeing until you withdraw it.
late-discard-confirm = Discard
late-kept = Done as you chose.
late-kept-some = Done as you chose. The rest is discarded.
late-discarded = Discarded.
notice-unproven = What this device started from holds more of “{ $name }” than counts on your other devices.
notice-unproven-unnamed = What this device started from holds more of a device that was taken out than counts on your others.
notice-unproven-why = If you had that device in hand until then, nothing is amiss. Otherwise somebody else may have written part of it.
notice-unproven-way = Look through what is here. To be rid of it, let this device connect, leave it clean, and bring it in again from another one.
notice-unproven-looked = I have looked
notice-unproven-left = Left as it is.
notice-other-words = Your recovery words were exchanged for others than those you made last on your devices.
notice-relay-trust = Nothing on this device is lost. Settings says what you can do.
notice-relay-forgot = Your relay had forgotten something. This device brings it back by itself.
notice-unreadable = { $count ->
    [one] One entry
   *[other] { $count } entries
  } from your relay could not be read and stayed out. Nothing that you wrote here is affected.
notice-newer-version = { $count ->
    [one] One entry comes
   *[other] { $count } entries come
  } from a newer version of this app. Load the page again to get it.
notice-set-aside = { $count ->
    [one] One entry carries
   *[other] { $count } entries carry
  } a date far in the future: the clock of the device that wrote them was ahead. Here they wait until { $until }, and appear by themselves then.
notice-set-aside-way = To have them sooner, take everything along as a file on that device. Then set its clock right, and bring the file in here.
notice-clock-ahead-days = The clock of this device is { $days ->
    [one] one day
   *[other] { NUMBER($days) } days
  } ahead of your relay's.
notice-clock-ahead-years = The clock of this device is { $years ->
    [one] one year
   *[other] { NUMBER($years) } years
  } ahead of your relay's.
notice-clock-behind-days = The clock of this device is { $days ->
    [one] one day
   *[other] { NUMBER($days) } days
  } behind your relay's.
notice-clock-behind-years = The clock of this device is { $years ->
    [one] one year
   *[other] { NUMBER($years) } years
  } behind your relay's.
notice-clock-which = Is today's date right on this device? If not, please set its clock. If it is, your relay is wrong, and you need not do anything.
notice-clock-waits = { $count ->
    [one] One thing that you wrote here bears
   *[other] { NUMBER($count) } things that you wrote here bear
  } a date in the future. Your other devices show nothing of that before { $until }.
notice-clock-way = To have it there sooner, take everything along as a file here. Then set the clock right, and bring the file in on the other device.
notice-clock-will-wait = What you write with a wrong clock waits on your other devices, and with others, until its date has come.
notice-clock-older = What you write with a wrong clock may count as older than it is.
notice-clock-off = The clock of this device seems to be wrong by years. Please set it right.
notice-storage-full = This device takes nothing more at the moment. What you wrote is kept while this page is open, and is tried again. Free some space.
notice-link-failed = The link with { $name } was not made.
notice-relay-version = Your relay speaks another version. Load the page again, or ask whoever runs the relay to update it.
link-failure-expired = The invite is older than 24 hours, or was taken back. Make a new one.
link-failure-used = Somebody else used the invite. If you gave it to nobody else, hand the next one over in another way.
link-failure-words-differ = The safety words differed. Make a new invite and hand it over in another way.
link-failure-tampered = The invite was altered on its way. Make a new one and hand it over in another way.

## Endings

mine-look = Look
mine-keep = Keep
mine-practise = Practise
endings-title = When something ends
endings-about = Words for leaving, for silence, for asking what you are to each other
endings-lead = Words to take, to change, or to leave. Nothing here is sent.
endings-safe-title = First: is it safe?
endings-safe = Could they punish you for a message? Then you owe none. Silence, blocking and unlinking are full answers. Any of them can change how somebody acts. If you are afraid, plan it with people who know, and keep what may be evidence.
endings-message-title = A message
endings-which = What is it that ends?
endings-choose = Choose one, and words stand here that you can change.
endings-dating = Dating
endings-dating-message = Thank you for the time we spent getting to know each other. I have decided not to go on dating. This is final, and nothing you need to solve. I wish you well and will leave it here.
endings-friendship = A friendship
endings-friendship-message = I have thought about us for a long time. I am going to step out of our friendship. I am thankful for …, and that stays true. I do not wish to talk it over. I wish you good people around you.
endings-parent = Contact with a parent, for a while
endings-parent-message = You matter to me, and I need distance to be well. Until … I will not call or visit. Please wait until I write. I say this with respect, not to punish you.
endings-silence = Waiting for an answer
endings-silence-message = I have not heard from you. I take it that you do not wish to go on. I stop waiting today, and leave it here. I wish you well.
endings-words = Your words
endings-words-hint = Short and clear, without blame. Thanks are enough; an ending needs no apology.
endings-copy = Copy the words
endings-copied = Copied. Other apps on this device can read what was copied.
endings-copy-refused = This browser does not allow copying. Select the words and copy them by hand.
endings-as-it-was = The words as they were
endings-kept = What you change is kept on this device for a week, and nowhere else.
endings-left-title = Left without a word
endings-left = Silence says nothing about your worth. You may send one message, or none. Choose a day on which you stop waiting. What you wanted to say can stand in a letter that stays with you.
endings-left-write = Write a letter that stays here
endings-left-prompt = A letter that I do not send. What do I want to have said?
endings-open-title = What are we to each other?
endings-open = Before you ask: what do you hope for, and what can you offer? What will you do if they say yes, no, or not sure yet? A “not sure yet” is an answer. How long it is enough for you is yours to decide.
endings-open-plainly = A plain way to ask: “I like what we have. I would like us to see nobody else. How is it for you?”
endings-open-write = Think it through in the journal
endings-open-prompt = What do I hope for, what can I offer, and what will I do with each answer?

## Goals

goals-title = Goals
goals-about = A wish, what gets in the way, and a plan for just that
goals-lead = One wish at a time is plenty. It is yours, and nobody counts how far you are.
goals-new = Write a goal
goals-new-lead = Only the wish is needed. The rest can come when it comes.
goals-one = A goal of yours
goals-empty-title = What do you wish for, for yourself?
goals-empty = Write it down, picture the best of it, and name what gets in the way. Then make one plan.
goals-ended = Done, let go, changed
goals-no-plan = Open it, or add a plan
goals-plan = { $when }: { $then }
goals-plan-title = The plan
goals-wish = Your wish
goals-wish-hint = For yourself, in the next weeks. Hard enough to matter, possible enough to try.
goals-wish-needed = Please write what you wish for.
goals-outcome = The best about it
goals-outcome-hint = What would be the best thing? Stay with the picture for a moment.
goals-where = What gets in the way?
goals-obstacle-in-me = It is in me
goals-obstacle-stopped = It is not in me: somebody stops me
goals-obstacle = What in you gets in the way
goals-obstacle-hint = A habit, a fear, a thought.
goals-when = If this comes up
goals-when-hint = The moment in which it gets in the way: when somebody asks for my evening.
goals-then = Then I will
goals-then-hint = One thing that you can do in that moment.
goals-steps = Steps
goals-steps-hint = If you like, one to a line. Up to { NUMBER($characters) } characters each, and { NUMBER($count) } steps.
list-hint = One to a line. Up to { NUMBER($characters) } characters each, and { NUMBER($count) } of them.
list-too-many = These are too many lines. There is room for { NUMBER($max) }.
list-line-too-long = One line is too long. There is room for { NUMBER($max) } characters in each.
goals-steps-too-many = These are too many steps. There is room for { NUMBER($max) }.
goals-step-too-long = One step is too long. There is room for { NUMBER($max) } characters in each.
goals-keep = Keep it
goals-kept = Kept. When you like, name one thing that gets in the way, and a plan for it.
goals-kept-plan = Kept. When that moment comes, you know already what you will do.
goals-change = Change the words
goals-step-done = { $step }: that is behind you.
goals-became-title = What became of it?
goals-became = All three are good answers.
goals-done-said = Done. Stay for a moment with what it is like now.
goals-done-text = You wished for it, and it is there.
goals-let-go-said = Let go. The time that it asked for is yours again.
goals-let-go-text = Not every wish has to be carried on. This one you put down.
goals-changed-said = Changed. What you know now comes along into the next one.
goals-changed-text = It became something else. You can write down what, or leave it open.
goals-next = Write what comes next
goals-again = Take it up again
goals-again-said = It is open again, with all that you wrote.
goals-remove = Remove this goal
goals-remove-title = Remove this goal?
goals-remove-text = It is removed from all your devices, with its steps. “Let go” keeps the words.
goals-stopped-title = Then a plan for yourself may not be the right tool
goals-stopped = If somebody stops you, it is not a weakness of yours. There are people who know about this.
goals-stopped-kept = That you chose this is kept nowhere. What you wrote stays as it was.
goals-example-title = One example
goals-example-wish = Paint again.
goals-example-outcome = I feel awake.
goals-example-obstacle = In the evening I say yes to everyone.
goals-example-plan = If someone asks for Wednesday, then I say that I will answer tomorrow.
goals-example-about = In studies such plans helped a little more than a wish alone. A goal that others praise is sometimes done less.

## Values

values-title = What matters to me
values-about = A few words, in your order
values-lead = Not what ought to matter. What does, when nobody asks.
values-empty-title = What matters to you?
values-empty = Choose a word, or write your own. Three or four are enough to steer by.
values-new = Add one
values-name = In a word or two
values-name-hint = Or choose from the words below.
values-name-needed = Please write what matters to you, or choose a word.
values-choose = Words to choose from
values-looks = How it looks this week
values-looks-hint = One line: something small that you do, or would like to do.
values-looks-of = How { $name } looks this week
values-looks-write = Write a line for this week
values-looks-keep = Keep this line
values-looks-kept = Kept. That is what it looks like in a week of yours.
values-looked = Written on { $day }
values-keep = Add it
values-kept = { $name } has a place now. You can move it up or down.
values-full = { NUMBER($max) } are enough to put in an order. Remove one first.
values-private = Only you see this. It is never compared with anybody’s.
values-is-first = { $name } stands first already.
values-is-last = { $name } stands last already.
values-known = This word stands here already.
values-up = Up
values-up-named = Move { $name } up
values-moved-up = { $name } stands further up.
values-down = Down
values-down-named = Move { $name } down
values-moved-down = { $name } stands further down.
values-remove = Remove
values-remove-named = Remove { $name }
values-remove-title = Remove this word?
values-1 = Honesty
values-2 = Kindness
values-3 = Freedom
values-4 = Family
values-5 = Friendship
values-6 = Fairness
values-7 = Courage
values-8 = Calm
values-9 = Curiosity
values-10 = Beauty
values-11 = Faith
values-12 = Health
values-13 = Humour
values-14 = Learning
values-15 = Loyalty
values-16 = Making things
values-17 = Nature
values-18 = Patience
values-19 = Respect
values-20 = Rest
values-21 = Safety
values-22 = Being of use
values-23 = Tenderness
values-24 = Time of my own

## The path

path-title = A path back to yourself
path-about = Kindness, a letter, repair, and people
path-lead = For when you are hard on yourself. Begin anywhere, stop anywhere, come back as often as you like.
path-heal = Be kind, and put it right
path-heal-about = A little kindness makes it bearable to look at what happened.
path-kind = A kind moment for yourself
path-kind-about = Three guided minutes
path-room = Room for yourself
path-room-about = What is yours besides this?
path-close = Support, and being close
path-close-about = None of this has to be carried alone.
path-ask-about = Ask somebody for something small
path-back = Back to the path
path-careful = If it hurts more than it helps, leave it for today. Were you forced, threatened, or a child? Then what happened is not your guilt.

## A letter to oneself

letter-title = A letter to yourself
letter-about = Put it away for a week, or let it go
letter-one = Your letter
letter-lead = Write as you would to a friend who did the same. Nobody else reads it.
letter-text = Your letter
letter-text-hint = As it comes. It need not be finished.
letter-needed = Please write something first, or come back later.
letter-beginnings = Beginnings, if you like
letter-1 = Dear …
letter-2 = What happened was …
letter-3 = I was trying to …
letter-4 = It cost …
letter-5 = Today I know …
letter-6 = I am going to …
letter-7 = You may carry this more lightly, because …
letter-8 = With kindness, …
letter-then = And then?
letter-put-away = Put it away for a week
letter-keep = Keep it at hand
letter-save = Keep the letter
letter-let-go = Let it go
letter-let-go-title = Let this letter go?
letter-let-go-text = It is erased on all your devices. What it did for you, it did already.
letter-let-go-new = It is erased here, unsaved. What it did for you, it did already.
letter-gone = The letter is gone. You do not have to carry its words any further.
letter-kept = The letter is kept. It is there when you want it, and for nobody else.
letter-kept-away = Put away until { $day }. Until then it need not be on your mind.
letter-private = Only you see this. Nothing reminds you of it.
letter-change = Change it, or put it away
letter-away-until = Put away until { $day }
letter-away-text = You put it away so that it can rest. It is yours, and you can read it whenever you want.
letter-read-now = Read it now
letter-earlier = Letters
letter-of = Letter of { $day }
letter-came-back = Its week is over
letter-at-hand = At hand

## Repair

repair-title = From responsibility to repair
repair-about = What was mine, and what I can mend
repair-lead = At your own pace. Only the first part is needed, and you can stop after each.
repair-happened = What happened
repair-happened-hint = As a camera would have seen it.
repair-happened-needed = Please write what happened, in a sentence or two.
repair-whose = What was mine, theirs, nobody’s
repair-whose-hint = All three at once is common.
repair-effect = What it did to them, and to you
repair-effect-hint = What you know of it. You may also not know.
repair-crossed = Which value of yours it crossed
repair-crossed-hint = That it hurts shows that something matters to you.
repair-mend = What can be mended
repair-mend-hint = A word, a thing, a habit. If contact is unwelcome or unsafe, mend it elsewhere.
repair-again = If it happens again, then I will
repair-again-hint = One thing that you can do in that moment.
repair-keep = Keep it
repair-kept = Kept. It is written down as it was, and you can go on with it when you like.
repair-private = Only you see this. A letter to the other is a new thing, which you write yourself.
repair-forced-title = Were you forced, threatened, or a child?
repair-forced = Then it is not yours to repair. Go to the kind moment instead, or to people who know about this.
repair-closing = “I did this. I am mending it. I am more than this.”
repair-forgiven = Whether they forgive is theirs alone.
repair-remove = Remove this
repair-remove-title = Remove what you wrote here?
repair-earlier = Written before
repair-of = Written on { $day }
repair-has-mend = With something to mend
repair-go-on = Go on where you stopped

## Going round in circles

circling-title = Going round in circles
circling-about = Write it once, and give it an end for today
circling-lead = For a mistake or a worry that comes back and back. On paper it has to hold still.
circling-what = What goes round
circling-what-hint = Once, as it is. It need not be fair or wise.
circling-needed = Please write what goes round.
circling-mend = What of it can be mended
circling-mend-hint = If nothing can, that is an answer as well.
circling-small = One small thing to do next
circling-small-hint = Within the hour, with your hands: wash a cup, walk to the corner.
circling-room = How much room does it get today?
circling-minutes = { NUMBER($minutes) } minutes
circling-keep = Keep it here
circling-kept = It stands here now, and is not lost when you turn to something else.
circling-private = Only you see this. Nothing rings.
circling-until = Room for it until { $time }
circling-until-text = Until then you may turn it over as much as you like.
circling-over-title = The time for it is over
circling-over = It is written down and will keep. Now the small thing.
circling-earlier = Written before
circling-of = Written on { $day }
circling-written = It stands here, and keeps
circling-remove = Remove this
circling-remove-title = Remove what you wrote here?
circling-removed = Removed. If it comes back, you can write it down again.

## People to turn to

circle-title = People to turn to
circle-about = Whom to ask for what, and how to reach them
circle-lead = No one person can be everything. It helps to know beforehand whom to call for what.
circle-empty-title = Who is there for you?
circle-empty = Somebody to laugh with, somebody who listens, somebody who knows about forms. One is a beginning.
circle-add = Add somebody
circle-others = Other people to turn to
circle-who-title = If nobody comes to mind
circle-who = A colleague, a neighbour, somebody from before, a group, a doctor, a helpline. A circle grows slowly.
circle-private = They stand under Help as well. They never learn of it, and it is never shared.

## Being there

being-title = Being there
being-about = How to listen, answer hard news, receive help
being-lead = Somebody said yes to you, or you to somebody. What helps is smaller than one thinks.
being-listen = How to listen
being-listen-1 = Ask what is wanted: to be heard, or ideas?
being-listen-2 = Say back in your own words what you heard, and ask whether that is it.
being-listen-3 = Mend nothing unless you are asked to. Let silences be.
being-listen-4 = Leave your own story for another time.
being-hard = When the news is hard
being-hard-1 = Thank them for telling you. You need not know what to say, and can say so.
being-hard-2 = Ask: “What would help today?” An offer with a day and an hour is easier to take.
being-hard-3 = Do not look for the bright side. Say what you see: “This is a lot.”
being-hard-4 = Write again in two weeks, when the others have stopped.
being-receive = How to receive help
being-receive-1 = Say thank you for one concrete thing. Nothing has to be paid back today.
being-receive-2 = Say what helps and what does not. That makes it easier for both.
being-receive-3 = You may take a part of it, or say “not this time”.
being-receive-4 = Later, tell them what it did.
being-limits-title = As far as you have it to give
being-limits = You can stop when it gets too much, and say who else there is. You carry nobody alone.

## Giving

giving-title = What you can give { $name }
giving-way = What you can give
giving-about = Small things, by who you are to each other
giving-lead = One of these is enough. It counts as much when nothing comes back today.
giving-glad-title = Gladly, or from fear?
giving-glad = What you give gladly brings you closer. What you give from fear wears you out.
giving-afraid = If you give so that nothing bad happens, that is not your failing, and you owe none of it.
giving-partner-1 = Ask about something they like that is not yours, and listen for ten minutes.
giving-partner-2 = Thank them for one concrete thing that they did this week.
giving-partner-3 = Give them an evening of their own, and mean it.
giving-partner-4 = Take over one task without being asked, once.
giving-partner-5 = Offer a touch, and be glad of a no as well.
giving-partner-6 = Say aloud something that you like about them on ordinary days.
giving-parent-1 = Ask how something was when they were your age.
giving-parent-2 = Thank them for one concrete thing, from long ago or from last week.
giving-parent-3 = Spend an hour with them that has no task in it.
giving-parent-4 = Go at their pace: the slower walk, the longer story.
giving-parent-5 = Ask for their view on something, and decide for yourself.
giving-parent-6 = Send a picture or a sentence from a day of yours.
giving-child-1 = Ask about their life, and hold back what you would do.
giving-child-2 = Be glad with them about something that is not your taste.
giving-child-3 = Thank them for one concrete thing that they did for you.
giving-child-4 = Invite them without a reason, and take a no well.
giving-child-5 = Tell them one thing about yourself that has nothing to do with them.
giving-child-6 = Say that you are glad of the person they have become.
giving-sibling-1 = Tell them about something from long ago that you are thankful for.
giving-sibling-2 = Ask how they are, apart from the family.
giving-sibling-3 = Take over something that has always been theirs to do.
giving-sibling-4 = Let an old role go: ask instead of knowing.
giving-sibling-5 = Share a memory in which they come off well.
giving-sibling-6 = Do something together that has nothing to do with your parents.
giving-friend-1 = Ask how the thing went that they told you about last time.
giving-friend-2 = Be the one who suggests a day.
giving-friend-3 = Thank them for one concrete thing.
giving-friend-4 = Share the time of a call, half and half.
giving-friend-5 = Introduce them to somebody they might like.
giving-friend-6 = Be glad with them, in detail, about something that went well.
giving-other-1 = Ask about something that matters to them, and listen for ten minutes.
giving-other-2 = Thank them for one concrete thing.
giving-other-3 = Give them time that has no task in it.
giving-other-4 = Remember a day that is hard or dear for them.
giving-other-5 = Ask what would help, and take the answer as it is.
giving-other-6 = Say what you like about having them near.

## A breathing space
## The sentences of the four pieces are read one at a time, some of them aloud: each stands alone.

calm-title = A breathing space
calm-about = Three minutes, or one, with eyes open or closed
calm-lead-one = A short piece, guided in words. Nothing of this is kept, not even that you were here.
calm-lead = Four short pieces, guided in words. Nothing of this is kept, not even that you were here.
calm-length = How long?
calm-as-written = Three or four minutes
calm-one = One minute
calm-five = Five minutes
calm-ten = Ten minutes
calm-own = Another length
calm-minutes = How many minutes?
calm-minutes-hint = Whole minutes, from 1 to 60.
calm-minutes-wrong = Please write a whole number from 1 to 60.
calm-begin = Begin
calm-begin-name = Begin: { $piece }
calm-sound = A sound?
calm-sound-none = None
calm-sound-bell = A bell at both ends
calm-sound-tone = A quiet tone
calm-anchor = Where does your attention rest best?
calm-anchor-breath = The breath
calm-anchor-feet = Feet or hands
calm-caution-title = What to expect
calm-caution = A piece like this may bring a little calm, or none. In some people it stirs up fear, or old pain. If that happens, stop and look around the room. Leave out what does you no good.
calm-caution-repair = Is there something to put right with somebody? Then that may come first.
calm-stop-whenever = Stop whenever you like.
calm-eyes = Eyes open or closed.
calm-now = Eyes open or closed · sound: { $sound } · { $left }
calm-now-none = none
calm-now-bell = a bell
calm-now-tone = a tone
calm-left = { $minutes ->
    [0] nearly over
    [1] about one minute left
    [2] about two minutes left
    [3] about three minutes left
    [4] about four minutes left
   *[other] about { NUMBER($minutes) } minutes left
}
calm-silent = This browser makes no sound here. The words go on without one.
calm-stop = Stop
calm-to-feet = Feet instead of breath
calm-to-breath = Breath instead of feet
calm-after = Whatever came up, you need not carry it alone.
calm-again = Once more
calm-another = Another piece
calm-back = Back to Mine
calm-space = The breathing space
calm-space-about = What is here, one breath, then wider.
calm-space-1 = Sit or stand as you are.
calm-space-2 = What is here? A thought, a feeling, something in the body. Name it in a word.
calm-space-3 = It may be here. You need not like it.
calm-space-4 = Now feel one breath, where it is clearest. If breath is no good place today, feel your feet.
calm-space-4-feet = Now feel your feet on the ground, or one hand in the other.
calm-space-5 = In, and out. It need not be deep.
calm-space-5-feet = Warm or cool, firm or soft. It need not be pleasant.
calm-space-6 = The mind wanders off. Come back to this one breath.
calm-space-6-feet = The mind wanders off. Come back to your feet or hands.
calm-space-7 = Now wider: the whole body, sitting or standing.
calm-space-8 = The room, its sounds, its light.
calm-space-9 = What comes next? Take it slowly.
calm-space-answer = What is here may be here, and the next thing can wait a moment longer.
calm-senses = Five, four, three, two, one
calm-senses-about = What you see, feel, hear, smell and taste.
calm-senses-1 = Put your feet on something firm. Leave out any sense you like.
calm-senses-2 = Five things you see. Name each.
calm-senses-3 = Four things you feel: cloth, chair, air, floor.
calm-senses-4 = Three sounds, near or far.
calm-senses-5 = Two smells, or two that you like.
calm-senses-6 = One taste, or a sip of water.
calm-senses-7 = Say where you are, and which day it is.
calm-senses-8 = Look around once more. That is enough.
calm-senses-answer = The things around you are still there, for whenever you want something to hold on to.
calm-wishes = Kind wishes
calm-wishes-about = For somebody easy to like, for you, for others. The words of your own faith fit too.
calm-wishes-1 = Think of someone easy to like: a child, an animal, a friend.
calm-wishes-you-safe = May you be safe.
calm-wishes-you-well = May you be well.
calm-wishes-you-need = May you have what you need.
calm-wishes-2 = Now you, beside them.
calm-wishes-me-safe = May I be safe.
calm-wishes-me-well = May I be well.
calm-wishes-me-need = May I have what I need.
calm-wishes-3 = If that was hard, go back to the first one.
calm-wishes-4 = Someone you hardly know. The same wishes.
calm-wishes-5 = Someone close, if you like. Never someone who hurts you.
calm-wishes-6 = Feel your feet, and let the wishes rest.
calm-wishes-answer = A wish asks nothing back, and one of them may be for you.
calm-moment = A kind moment for yourself
calm-moment-about = For something hard, in the tone you have for a friend.
calm-moment-1 = Think of something hard. Not the hardest.
calm-moment-2 = Say: “This is hard right now.”
calm-moment-3 = “Others know this too.”
calm-moment-4 = A hand on your arm, or around a warm cup, if you like.
calm-moment-5 = What would you say to a friend? Say it to yourself, in that tone.
calm-moment-6 = One small good thing that you can do within the hour.
calm-moment-7 = If it hurts more now, look around the room and rest. Kindness can sting when it is new.
calm-moment-answer = What you would say to a friend holds for you as well.

## Journal

mine-write = Write
journal-title = Journal
journal-about = Write, or look back
journal-private = Your journal is yours. Of each entry you can share a copy of one version, as it stands then.
journal-empty-title = An empty page
journal-empty = A question to begin with, or none. A line is enough.
journal-write = Write
journal-new-title = A new entry
journal-entry-title = An entry
journal-day-group = { $day } · { $group }
journal-no-prompt = No question. Whatever is there.
journal-words = Your own words
journal-private-hint = What you save here nobody sees until you share it.
journal-saved = Kept on your own devices.
journal-remove = Remove this entry
journal-remove-title = Remove this entry?
journal-removed = Removed.
journal-own = Your own journal
journal-between = Pages
journal-between-about = What you share from your journals
journal-between-count = { $name } shared { $count ->
    [one] one page
   *[other] { $count } pages
  }
journal-between-text = Copies that { $name } chose to share from their journal. Your own stay yours until you share one.
journal-theirs-solo = Once you are linked, the pages that { $name } shares with you stand here.
journal-theirs-empty = Nothing from { $name } here, which means nothing.
prompt-another = Another one
prompt-none = None today
preview-journal = From the journal
prompts-mine = What is mine
prompts-limits = Limits
prompts-between = Between you
prompts-hard = Hard things
prompts-holds = What holds you
prompts-where = From where, to where
prompt-1 = Which part of today would you choose again freely?
prompt-2 = Name a belief of yours that few around you share. Where did it come from?
prompt-3 = What did your body tell you this week?
prompt-4 = Two free hours, and nobody to answer to: where are you?
prompt-5 = Whose voice judges you? Would you choose that voice?
prompt-6 = Think of a yes that weighed on you. What would the honest answer have been?
prompt-7 = What do you carry for somebody else? Describe it as luggage.
prompt-8 = Where did you learn that no is rude? Where, that it can be kind?
prompt-9 = Which limit of yours did somebody respect lately?
prompt-10 = What do you need before you can give again?
prompt-11 = Describe a moment of this week from the other chair.
prompt-12 = What do you hope they never stop doing?
prompt-13 = What do you still not know about them?
prompt-14 = When were you close without words?
prompt-15 = Which difference between you has been useful?
prompt-16 = Tell a recent disagreement as a kind stranger would, who wishes everybody well.
prompt-17 = What makes it hard to see it like that in the moment? What could help once?
prompt-18 = What did you want, beneath what you asked for?
prompt-19 = Something you regret, in five plain sentences.
prompt-20 = Which worry can you act on? Which can only be put down?
prompt-21 = Whom could you call at night? Who might become such a person?
prompt-22 = What do you handle better than a year ago?
prompt-23 = A kindness of yours that nobody saw.
prompt-24 = Which place lets you breathe more easily?
prompt-25 = What do you know about getting through hard times?
prompt-26 = What did closeness look like where you grew up? What do you keep?
prompt-27 = Which duty do you carry gladly? Which one from fear?
prompt-28 = How would you like to treat people a year from now?
prompt-29 = A custom you would like to begin.
prompt-30 = Thank the person you were ten years ago.
prompt-31 = What did you want today, before anybody asked you?
prompt-32 = Which opinion of yours has changed without anybody pushing?
prompt-33 = What are you good at that you never mention?
prompt-34 = Which room, music or clothes feel most like you?
prompt-35 = What did you decide alone this month? How did it sit with you?
prompt-36 = Which feeling came up today, and whose was it?
prompt-37 = What would you do with a day that nobody hears about?
prompt-38 = What do you know about yourself that you once had to hide?
prompt-39 = Which praise do you believe? Which do you not?
prompt-40 = Finish it five times: I like …
prompt-41 = Where in your body do you notice that it is too much?
prompt-42 = Which request do you say yes to before it is finished?
prompt-43 = Whose mood do you watch? What would happen if you did not?
prompt-44 = What do you lend gladly, and what never again?
prompt-45 = When did a no of yours turn out well?
prompt-46 = Which no of somebody else did you need a while to accept?
prompt-47 = What are you tired of explaining?
prompt-48 = How late is too late for you, how loud too loud, how near too near?
prompt-49 = What could you stop doing that nobody has asked you to do?
prompt-50 = Write the shortest kind no you can think of.
prompt-51 = Which small thing did they do this week that is easy to overlook?
prompt-52 = When did you last laugh together? What about?
prompt-53 = What do you do for them with joy, and what only out of habit?
prompt-54 = What do you two never talk about? Is that a loss, or a rest?
prompt-55 = What would they say that you need? Are they right?
prompt-56 = How do you two make up after a hard word?
prompt-57 = Which habit of theirs has become dear to you?
prompt-58 = What did you learn from them that you still use?
prompt-59 = What did you expect them to guess lately?
prompt-60 = What would you ask them, if any answer were all right?
prompt-61 = Which sentence keeps going round in your head? Write it down once. What small thing can you do next?
prompt-62 = What hurt lately? Say what happened, and only that.
prompt-63 = What are you angry about? What does the anger want to protect?
prompt-64 = What did you leave unsaid, and for whose sake?
prompt-65 = Which mistake can you still mend a little?
prompt-66 = What would you forgive a friend at once, and yourself not yet?
prompt-67 = When did you give in this month? What did it cost, and what did it spare you?
prompt-68 = What are you afraid that somebody might think? What if they did?
prompt-69 = Which loss still speaks to you?
prompt-70 = What is not yours to solve?
prompt-71 = Who listens to you without mending you?
prompt-72 = What did you do the last time it was as hard as this?
prompt-73 = Which song, smell or street brings you back to yourself?
prompt-74 = What made today a little easier?
prompt-75 = Which promise to yourself have you kept?
prompt-76 = Who would be glad to hear from you? What would you write, in one line?
prompt-77 = What can your hands do when your head is full?
prompt-78 = Which help was hard to accept, and good?
prompt-79 = What are you thankful for that cost nothing?
prompt-80 = What will still be there tomorrow?
prompt-81 = Which rule of your family do you still keep? Who made it?
prompt-82 = How did a quarrel end where you grew up?
prompt-83 = What did you need as a child that you can give yourself now?
prompt-84 = Which word or deed meant love at home?
prompt-85 = What did you learn about asking for help, and from whom?
prompt-86 = What do you want to hand on, and what ends with you?
prompt-87 = Where do you want to be more yourself this time next year?
prompt-88 = What would you try if nobody could be disappointed?
prompt-89 = Which friendship shows how you like to be with people?
prompt-90 = Write to yourself ten years from now. What do you hope they know?

## Check-in

check-in-title = Check-in
check-in-about = How the day was, for you and with each person
check-in-private = Only you see this, on your own devices. No day is missing: some have a check-in, some have none.
check-in-which = Which day?
check-in-today = Today
check-in-yesterday = Yesterday
check-in-own = How much did the day feel like yours?
check-in-hardly = hardly
check-in-wholly = wholly
check-in-words = Own words, if you want
check-in-bond = How well did the closeness with { $name } suit you?
check-in-poorly = poorly
check-in-well = well
check-in-wish = What would have suited you better?
check-in-keep = Keep it
check-in-more = More
check-in-kept = Kept. Only you see it.
check-in-take-back = Take back
check-in-nothing = Choose a point on a line first.
check-in-earlier = What you kept
check-in-own-said = { NUMBER($point) } of 7, from hardly yours to wholly yours
check-in-bond-said = With { $name }: { NUMBER($point) } of 7, from poorly to well
check-in-remove = Remove
check-in-remove-named = Remove the check-in: { $day }
check-in-remove-title = Remove this check-in?
check-in-removed = Removed.
scale-point = { NUMBER($point) } of 7
scale-point-named = { NUMBER($point) } of 7, { $words }

## Records, by kind, field and choice

no-title = Saying no
no-about = Rehearse one, pause before a yes, small steps
no-about-running = A pause is running, until { $time }
no-about-over = A pause is over
no-lead = A no can be kind. Here you can try one, before anybody hears it.
no-safe-only = Only where a no is safe. If somebody punishes you for it, you need not practise.
no-respect = A no is yours, and so is theirs. Say it with respect, and hear theirs without asking twice.
no-rehearse = Rehearse one
no-rehearse-about = Describe, express, ask, and what becomes possible
no-log = A yes, or a no?
no-log-about = Meant, to please, to stay safe, unsure
no-ladder = Tiny noes
no-ladder-about = Smallest first, skip any
no-rehearsals = What you rehearsed

before-yes-title = Pause before yes
before-yes-text = You need not answer at once. Take a while, and hear what you yourself want.
before-yes-how-long = For how long?
before-yes-ten-minutes = Ten minutes
before-yes-hour = An hour
before-yes-tomorrow = Until tomorrow
before-yes-own = Until a time of my own
before-yes-until-when = Until when?
before-yes-until-when-hint = A time of day. One that is past, or now, means tomorrow.
before-yes-until-needed = Please choose a time.
before-yes-choose = Please choose how long.
before-yes-begin = Begin the pause
before-yes-private = It says nothing about whom. It stands on all of your own devices, and nothing rings.
before-yes-begun = The pause has begun.
before-yes-until = Until { $time }
before-yes-until-tomorrow = Until tomorrow, { $time }
before-yes-until-day = Until { $day }, { $time }
before-yes-sentence = I will tell you by { $time }.
before-yes-sentence-tomorrow = I will tell you tomorrow.
before-yes-sentence-day = I will tell you by { $day }.
before-yes-copy = Copy the sentence
before-yes-end = End the pause
before-yes-ended = The pause is over.
before-yes-over-title = Your pause is over
before-yes-over-text = What do you yourself want to answer? A yes, a no, something else, or more time: each is good.
before-yes-over-rehearse = Rehearse a no
before-yes-over-away = Put it away

rehearse-title = Rehearse one
rehearse-lead = One situation, in your own words. Nobody sees it.
rehearse-name = What you call it, if you like
rehearse-describe = Describe
rehearse-describe-hint = What a camera would have seen.
rehearse-express = Express
rehearse-express-hint = What it is like for you. You may leave it out.
rehearse-specify = Specify
rehearse-specify-hint = One thing: what you would like, or your no.
rehearse-specify-needed = Please write what you would like, or your no.
rehearse-consequence = What becomes possible
rehearse-consequence-hint = Or what you yourself will do. Never a threat.
rehearse-body = A no to touch, or to anything that feels unsafe, needs no reason and no offer.
rehearse-sorry = Thanks help, a plain no helps, an offer may. “Sorry” is rarely needed.
rehearse-keep = Keep it
rehearse-kept = Kept. It is yours alone.
rehearse-aloud = Say it aloud
rehearse-example = Show an example
rehearse-example-whom = To whom?
rehearse-example-use = Begin with this one
rehearse-example-used = The example stands in the empty fields. Make it yours.
rehearse-example-another = Another one
rehearse-remove = Remove this rehearsal
rehearse-remove-title = Remove this rehearsal?
rehearse-remove-text = It is removed from all your devices. Nobody else has seen it.
removed = Removed.

aloud-title = Say it aloud
aloud-text = Read it slowly, aloud or under your breath. Feel your feet. Your voice may shake.
aloud-begin = Begin
aloud-stop = Stop
aloud-running = Take your time. It is quiet for a minute.
aloud-over = That was a minute. Once more, or enough?
aloud-empty = Write something in the fields first, then you can read it here.

log-title = A yes, or a no?
log-lead = One that you said, and how you meant it. No sums are made of this.
log-said = What did you say?
log-said-needed = Please choose what you said.
log-meaning = How did you mean it?
log-meaning-needed = Please choose how you meant it.
log-words = In your own words, if you like
log-words-hint = Nobody else sees this.
log-keep = Keep it
log-kept = Kept. It is yours alone.
log-safe = If a yes keeps you safe, it is no failing. There are people who know such situations.
log-earlier = Earlier
log-none = Nothing is noted yet. One line is enough.
log-line = { $said }: { $meaning }
log-remove = Remove
log-remove-named = Remove the note of { $day }
log-remove-title = Remove this note?

ladder-title = Tiny noes
ladder-lead = Smallest first. Skip any, try one twice, stop when you like.
ladder-skip = Only where a no is safe. Skip anyone who punishes it.
ladder-tried = You tried this on { $day }.
ladder-feared = What I feared
ladder-happened = What happened
ladder-hint = In your own words, or nothing.
ladder-keep = I tried it
ladder-kept = Kept. It is yours alone.
ladder-own = A step of your own
ladder-own-what = Which?
ladder-own-needed = Please write which.
ladder-earlier = What you tried
ladder-remove-title = Remove this step?
ladder-1 = Close a pop-up, or leave a mailing list.
ladder-2 = Let a call ring out while you are busy.
ladder-3 = Say “No, thank you” to a bag or a sample.
ladder-4 = Ask for your drink the way you like it.
ladder-5 = Choose the film when somebody asks, instead of “I don’t mind”.
ladder-6 = Say “I would like to think about it”, to somebody easy.
ladder-7 = Answer a message tomorrow, and say so.
ladder-8 = Say another opinion about something small.
ladder-9 = Turn down a small favour for somebody kind.
ladder-10 = Leave a gathering when you are tired, with one sentence.
ladder-11 = Say “I said yes too fast. My answer is no.”
ladder-12 = Say no to somebody whose disappointment you fear. Let ten minutes pass before you change it.

interests-title = Time for my interests
interests-about = What you like, and hours kept for it
interests-lead = Things you like for their own sake, and hours that are yours for them. Time of your own stands beside time together.
interests-none = What did you once like, and have no time for now? One thing is enough to begin.
interests-none-title = Something you like
interests-write = Write down an interest
interests-yours = Your interests
interests-protect = Protect a time
interests-protect-named = Protect a time for { $what }
interests-others = Other times of yours
interests-over = Hours that were
interests-every = Every { $weekday }
interests-once = Once, { $hours }
interests-once-on = Once, { $day }, { $hours }
interests-when = { $day }, { $hours }
interests-until = { $hours }, until { $day }
interests-hours = { $from } to { $until }
interests-hours-over-midnight = { $from } to { $until } the next day
interests-hours-in-zone = { $hours } ({ $zone })

interest-title = An interest
interest-lead = Something you like to do, well or badly, useful or not.
interest-name = What do you like?
interest-name-needed = Please write what you like.
interest-note = In your own words, if you like
interest-note-hint = What it gives you, or what comes next.
interest-keep = Keep it
interest-kept = { $what } is on your list. It needs no reason.
interest-private = Nobody else sees this.
interest-remove = Remove this interest
interest-remove-title = Remove this interest?
interest-remove-text = It is removed from all your devices. Its protected times stay. Nobody else has seen it.

protected-title = A protected time
protected-lead = Hours of your own. You ask nobody for them, and nobody here can approve or refuse them.
protected-what = What is it for?
protected-what-hint = An interest, rest, or nothing in particular.
protected-what-needed = Please write what it is for.
protected-repeats = How often?
protected-repeats-needed = Please choose how often.
protected-on = Which day?
protected-on-hint = Of a weekly time, the first day.
protected-on-needed = Please choose a day.
protected-from = From
protected-from-needed = Please choose when it begins.
protected-until = Until
protected-until-hint = If it ends at an earlier hour than it begins, that is on the next day.
protected-until-needed = Please choose when it ends, other than when it begins.
protected-zone = The clocks of which place?
protected-zone-kept = { $zone }, as it was written
protected-zone-here = { $zone }, where this device is
protected-keep = Keep this time
protected-kept-past = Kept. That day has been, so it stands under “Hours that were”.
protected-kept = { $day } from { $time } is yours, for { $what }. Nobody has to agree to it.
protected-kept-weekly = Every { $weekday } from { $time } is yours, for { $what }. Nobody has to agree to it.
protected-private = Nobody else sees this, and nothing rings. It stands on all of your own devices.
protected-end-title = When it has done its part
protected-end-text = Ended, it takes no more weeks. The hours that were stay kept.
protected-end = End it after today
protected-ended = It ends after today. The hours that were stay yours.
protected-ends = It ends with { $day }. The hours that were stay kept.
protected-go-on = Let it go on
protected-goes-on = It goes on, every week as before.
protected-remove = Remove this time
protected-remove-title = Remove this time?
protected-remove-text = It is removed from all your devices, and the hours that were go with it.

calendar-title = In your calendar
calendar-text = A file with your protected times, which calendars take in. Calendars are often shared, so what a time is for stays here unless you choose otherwise.
calendar-called = How are they called there?
calendar-busy = Busy
calendar-words = What they are for
calendar-save = Save a calendar file
calendar-again = Taken in again later, a new file changes what an earlier one brought. What you remove here, remove there yourself.

example-1-describe = Our plan changed on the day, twice this week.
example-1-express = I felt unimportant.
example-1-specify = Please tell me the evening before.
example-1-consequence = Then I can look forward to it.
example-2-describe = You told your family about my worry.
example-2-express = I felt exposed.
example-2-specify = Please ask me first.
example-2-consequence = Then I can keep telling you things.
example-3-describe = You would like to be close tonight.
example-3-specify = Not tonight.
example-4-describe = We have had visitors every weekend.
example-4-express = I am worn out.
example-4-specify = This Sunday I stay at home. You are free to go.
example-4-consequence = Next week I will be better company.
example-5-describe = You call me at work most days.
example-5-express = I like your voice, and I cannot listen there.
example-5-specify = I will call on Tuesday and Friday evening.
example-5-consequence = Then you have all my attention.
example-6-describe = At dinner you spoke about my work.
example-6-express = I know you care, and it hurt in front of others.
example-6-specify = Please speak with me alone, and let me decide.
example-6-consequence = Then I can come gladly.
example-7-describe = You asked me to pay for the celebration.
example-7-express = I want to do my part, and I worry about my rent.
example-7-specify = I can give this much.
example-7-consequence = This way I can help again next year.
example-8-describe = You asked me to mind the little ones four days.
example-8-express = I love them, and my back hurts.
example-8-specify = I can do two days.
example-8-consequence = So I can keep doing it for long.
example-9-describe = You asked to borrow money again.
example-9-express = Money between us makes me uneasy.
example-9-specify = I lend no more. I can help you look for another way.
example-9-consequence = I would like us to stay friends.
example-10-describe = Our last calls were mostly about your work.
example-10-express = I care, and I miss being asked.
example-10-specify = Could we share the time, half and half?
example-10-consequence = I would enjoy calling more.
example-11-describe = You gave my key to a friend of yours.
example-11-express = I was startled when somebody stood in my kitchen.
example-11-specify = Please give it to nobody else.
example-11-consequence = Then you can keep yours.
example-12-describe = You asked me to speak with our parents for you.
example-12-express = I care about all of you, and I feel torn.
example-12-specify = I will not carry messages.
example-12-consequence = I can sit beside you while you call.

contrasts-title = Five contrasts
contrasts-about = Your own side, per relationship
contrasts-lead = Thirty short statements about your own side, in the past two weeks. Five minutes, with pauses if you like.
signs-title = Signs
signs-about = What you notice, and what you give
signs-lead = Ten short statements about how it is for you these days. No number comes of it.
reflect-whom = With whom?
reflect-nobody = It is about one relationship at a time. The other person never learns of it, and need not use the app.
reflect-not-yet = Not yet
reflect-last = Last on { $day }
reflect-private = Nobody else sees any of this.
reflect-begin = Begin
reflect-go-on = Go on
reflect-again = Reflect again
reflect-often-enough = The last time was on { $day }. Once a month is often enough.
reflect-where-signs = With { $name } · { NUMBER($step) } of { NUMBER($count) }
reflect-where = With { $name } · your own side · { NUMBER($step) } of { NUMBER($count) }
reflect-two-weeks = In the past two weeks, with { $name }.
reflect-these-days = How it is for you, these days, with { $name }.
reflect-back = Back
reflect-stop = Stop, keep nothing
reflect-stopped = Nothing was kept.
reflect-done-title = That was all
reflect-done = Keep these answers, or go back and change one. They stay yours.
reflect-keep = Keep the answers
reflect-kept = Kept. It is yours alone.
reflect-nothing = Nothing was answered. Go back, or stop.
reflect-earlier = Earlier
reflect-remove = Remove
reflect-remove-named = Remove the answers of { $day }
reflect-remove-title = Remove these answers?
reflect-remove-text = They are removed from all your devices. Nobody else has seen them.
reflect-on = What you answered on { $day }

contrasts-reflection = This is a reflection, not a validated test. It is about your side only. Nothing is added up.
contrasts-protect = If a no is unsafe, these answers show how you protect yourself. They are not a failing.
contrasts-on = What your answers of { $day } show
contrasts-place-1 = hardly there
contrasts-place-2 = a little there
contrasts-place-3 = partly there
contrasts-place-4 = mostly there
contrasts-place-5 = clearly there
contrasts-band = From { $low } to { $high }
contrasts-band-one = Around { $middle }
contrasts-answers = { $count ->
    [one] one answer
   *[other] { $count } answers
  }
contrasts-too-few = Too few answers to say. That is a good answer too.
contrasts-higher = more of it than on { $day }
contrasts-lower = less of it than on { $day }
contrasts-close = too close to { $day } to say
contrasts-time = { $day }: { $said }
contrasts-times = The bands of earlier times stand below, each for itself. A band comes from the spread of your answers alone; no norms exist for these statements.
contrasts-rests = What it rests on
contrasts-turned = counts the other way round
contrasts-how = A band shows where your answers lie together, those to the opposite act turned round. It is narrow where they agree and wide where they differ.
contrasts-boundaries = Boundaries
contrasts-honesty = Honest closeness
contrasts-communication = Communication
contrasts-understanding = Understanding
contrasts-worth = Worth
boundaries-1 = I knew which feelings were mine and which were theirs.
boundaries-2 = I kept my own view when they saw it differently.
boundaries-3 = I named my limit before I was worn out.
boundaries-4 = I let them handle what was theirs.
boundaries-5 = I felt it was my job to fix their mood.
boundaries-6 = I gave more than I could spare.
honesty-1 = I told them what I really wanted.
honesty-2 = I let them see how I really felt.
honesty-3 = When I said yes, I meant it.
honesty-4 = I told them a truth that might disappoint them.
honesty-5 = I agreed aloud while I disagreed inside.
honesty-6 = I said sorry just to smooth things over.
communication-1 = I raised a problem while it was still small.
communication-2 = I spoke about what happened and left their character out of it.
communication-3 = I made sure I understood before I answered.
communication-4 = After a hard moment I took a step to make up.
communication-5 = I went quiet and hoped they would notice.
communication-6 = I used a mocking tone.
understanding-1 = I asked how they felt before I gave my view.
understanding-2 = I tried to see a disagreement from their side.
understanding-3 = When I asked for something, a no was fine with me.
understanding-4 = What was theirs to decide, I left to them.
understanding-5 = I made them feel guilty so they would give in.
understanding-6 = I turned cold or silent to get my way.
worth-1 = I felt all right about myself while they were unhappy with me.
worth-2 = I decided by what I think is right.
worth-3 = I took their criticism as one view of several.
worth-4 = I spoke kindly to myself after a mistake.
worth-5 = I needed them to tell me that I am good enough.
worth-6 = Their mood decided how I saw myself.

signs-verdict = These are signs you notice now. They are no verdict, and they cannot rule out harm.
signs-received = What you receive
signs-given = What you give
signs-partner-1 = What matters to me counts between us.
signs-partner-2 = When we decide, my wishes carry weight.
signs-partner-3 = They are warm with me, and I need not earn it.
signs-partner-4 = I am liked on ordinary days.
signs-partner-5 = I can be upset, and nothing bad follows.
signs-partner-6 = Touch happens when we both want it.
signs-partner-7 = I see friends and family as I choose.
signs-partner-8 = We can disagree and still be fine.
signs-family-1 = They ask my view on what concerns me.
signs-family-2 = They notice what I do for them.
signs-family-3 = They are glad to hear from me, with no task attached.
signs-family-4 = I am welcome as I am now.
signs-family-5 = I can bring bad news without fear.
signs-family-6 = What I tell them in private stays between us.
signs-family-7 = I can live differently and still belong.
signs-family-8 = I can say “this is too much”, and respect stays.
signs-friend-1 = They remember what matters to me.
signs-friend-2 = Giving and taking even out over time.
signs-friend-3 = They are happy for me when things go well.
signs-friend-4 = I come away from our time feeling warm.
signs-friend-5 = I can be weak in front of them.
signs-friend-6 = What they know about me is safe with them.
signs-friend-7 = I can have other close people.
signs-friend-8 = I can turn down a plan, and things stay good.
signs-given-1 = I leave room for people and things of their own.
signs-given-2 = They can say no to me, and we stay well.

alone-line = Is this free for both of you?
alone-entry-title = A private check-in
alone-entry = Questions about control, in both directions, for you alone. Nothing of it is kept.
alone-entry-button = Look at the questions
alone-title = A check-in
alone-before = The app keeps nothing of this. Whoever watches this screen or phone may still see it.
alone-before-two = If somebody is beside you, or may come in, leave it for another time.
alone-yes = I am alone
alone-close = Close
alone-whom = Whom do you have in mind?
alone-partner = A partner
alone-other = Somebody else
alone-parts = There are two parts of eight questions. One is about what somebody does to you, two about what you do. One, both or neither is fine.
alone-one = One
alone-two = Two
alone-months = In the last months, with this person, or others acting for them:
alone-answer-yes = Yes
alone-answer-no = No
alone-answer-skip = Skip
alone-back = Back
alone-people = People to talk to stand under Help, above.
alone-one-1 = Do you change what you say or do for fear of how they react?
alone-one-2 = Have they made it hard to see or call people you care about?
alone-one-3 = Do they decide over your money, papers, work or travel against your wish?
alone-one-4 = Do they put you down, or make you doubt what you saw and remember?
alone-one-5 = Have they gone on after your no, also about touch?
alone-one-5-partner = Have they gone on after your no, also about touch or sex?
alone-one-6 = Have they threatened harm to you, to themselves, or to someone you love?
alone-one-7 = Do they look into your phone or accounts, or follow where you are, against your wish?
alone-one-8 = Do they punish you when you do not answer a message at once?
alone-one-any = It is not your fault. You know your situation best, and you decide what happens next. You do not need to be sure of anything to talk to someone. Here are people who listen. If this device may be watched, use another one.
alone-one-none = This cannot rule anything out. If something feels wrong, that is reason enough to talk to someone. The people are here too.
alone-two-1 = Have you looked into their phone or accounts without their free yes?
alone-two-2 = Have you followed where they are, or wanted proof of where they were?
alone-two-3 = Have you made it hard for them to see people they care about?
alone-two-4 = Have you decided over their money, papers, work or travel against their wish?
alone-two-5 = Have you gone on after their no, also about touch?
alone-two-5-partner = Have you gone on after their no, also about touch or sex?
alone-two-6 = Have you used silence, guilt or a threat, also of hurting yourself, to get your way?
alone-two-7 = Do they seem careful or afraid around you?
alone-two-8 = Have you frightened them by shouting, blocking the way, breaking things or rough hands?
alone-two-any = It takes courage to see this. What you did is yours to change, and the other person did not cause it. There are people to talk to about your own actions. Change needs nothing from the other person, not even forgiveness.
alone-two-any-now = If you think of hurting yourself or someone, call now: the emergency number where you are stands under Help.
alone-two-any-afraid = Some people do such things because they are afraid of somebody. If that is you, read the first part as well.
alone-two-none = We all miss things about ourselves. The other person may see it differently, and their view counts.
alone-both = What others do to you is not your fault. What you do is yours to change.

help-relatives-title = When relatives control
help-karma-nirvana = United Kingdom: Karma Nirvana
help-karma-nirvana-about = When a family decides over somebody’s life, marriage or contacts, also in the name of honour.
help-hourglass = United Kingdom: Hourglass
help-hourglass-about = When older people are harmed or controlled, often by their own family. Day and night.
help-conduct-title = Worried about what you do yourself
help-respect = United Kingdom: Respect Phoneline
help-respect-about = For people who hurt, frighten or control somebody close, and want to stop.
help-mens-referral = Australia: Men’s Referral Service
help-mens-referral-about = For men who have been violent or controlling, and for those who love them.
help-digital-title = Phones, accounts, places
help-digital-lead = Digital abuse: somebody uses what is on your phone, or about you, to watch or to frighten you.
help-digital-first = Changing something can be noticed. Plan it with people who know, and keep what may be evidence.
help-digital-accounts = Shared accounts: who knows the password of your mail, your bank, your cloud? Who is signed in on which device?
help-digital-location = Where you are: maps, family apps, the car, a tag, pictures that say where they were taken.
help-digital-pictures = Pictures of you: nobody may show them without your free yes. Threatening to is abuse too.
help-digital-spying = Spying apps: somebody knows what they could not know. A device that was never in their hands is safer for looking for help.
help-digital-passwords = Passwords: change them from a safer device, one by one, when you have thought about what they will notice.
help-digital-source = After the guides of Safety Net, a project of the United States’ network against domestic violence:
help-contacts-title = People of your own
help-contacts-change = Add or remove somebody of your own
help-contacts-empty = Somebody you trust can stand here, with a number, on all of your own devices. Nobody else sees it.
help-contacts-name = Who
help-contacts-reach = How you reach them
help-contacts-reach-hint = A number, an address, or a place.
help-contacts-reach-needed = Please write how you reach them.
help-contacts-good-for = What you can ask them for
help-contacts-good-for-hint = If you like: to listen, to laugh, to know what to do, to sit beside you.
help-contacts-add = Add
help-contacts-added = Added. Only you see this.
help-contacts-remove-named = Remove { $name }
help-contacts-remove-title = Remove this person here?
help-contacts-remove-text = They are removed from all your devices. They never learn that they stood here.
help-contacts-open = They stand here while the app is unlocked.

prompts-own-title = Questions of your own
prompts-own-about = Add one, and it comes along with the others
prompts-own-lead = What would you like to be asked, now and then? It comes along with the others, and none repeats before all were used.
prompts-own-text = A question
prompts-own-needed = Please write a question.
prompts-own-add = Add
prompts-own-added = Added.
prompts-own-remove = Remove
prompts-own-remove-named = Remove the question: { $question }
prompts-own-remove-title = Remove this question?
prompts-own-remove-text = Entries that answer it stay.

journal-find = Search your own words
journal-find-hint = On this device only.
journal-find-button = Search
journal-found = { $count ->
    [0] Nothing was found for “{ $words }”. Other words may.
    [one] One entry was found for “{ $words }”.
   *[other] { NUMBER($count) } entries were found for “{ $words }”.
  }
journal-find-all = Show all
journal-month = By month
journal-month-before = The month before
journal-month-after = The month after
journal-month-none = Nothing was written then. That is fine.
journal-month-written = Written on { $day }

week-title = A look back
week-about = Over a week, in your own words
week-lead = A week in your own words. Nothing is added up.
week-of = { $from } to { $to }
week-before = The week before
week-after = The week after
week-check-ins = What you said of the days
week-check-ins-none = No check-in this week. That is fine.
week-wrote = What you wrote
week-own = A moment that felt like yours
week-between = A moment between you and somebody
week-keep = One thing to keep
week-leave-out = One thing to leave out
week-hint = As much as you like, or nothing.
week-save = Keep it
week-kept = Kept. It is yours alone.
week-nothing = Write one line in any of them.

record-card = Likes and dislikes
records-card = { $count ->
    [one] one card
   *[other] { $count } cards
  }
record-card-taste = Which is it?
record-card-text = What
record-card-note = More
record-ask = Requests for support
records-ask = { $count ->
    [one] one request for support
   *[other] { $count } requests for support
  }
record-ask-need = What would help
record-ask-text = In own words
record-answer = Answers
records-answer = { $count ->
    [one] one answer
   *[other] { $count } answers
  }
record-answer-answer = Answer
record-answer-words = In own words
record-journal = Journal
records-journal = { $count ->
    [one] one entry in the journal
   *[other] { $count } entries in the journal
  }
record-journal-prompt = Question
record-journal-text = In own words
record-journal-on = Day
record-journal_copy = Pages from a journal
records-journal_copy = { $count ->
    [one] one page from a journal
   *[other] { $count } pages from a journal
  }
record-journal_copy-prompt = Question
record-journal_copy-text = In own words
record-check_in = Check-ins
records-check_in = { $count ->
    [one] one check-in
   *[other] { $count } check-ins
  }
record-check_in-day = Day
record-check_in-fit = How it was, from 1 to 7
record-check_in-wish = What would have suited better
record-check_in-words = In own words
closeness-more = More closeness
closeness-less = Less closeness
closeness-cannot-say = I cannot say
record-contrasts = Five contrasts
records-contrasts = { $count ->
    [one] one reflection on the five contrasts
   *[other] { $count } reflections on the five contrasts
  }
record-contrasts-on = Day
record-contrasts-boundaries = Boundaries
record-contrasts-honesty = Honest closeness
record-contrasts-communication = Communication
record-contrasts-understanding = Understanding
record-contrasts-worth = Worth
record-signs = Signs
records-signs = { $count ->
    [one] one look at the signs
   *[other] { $count } looks at the signs
  }
record-signs-on = Day
record-signs-tie = Who they were
record-signs-from-them = Received
record-signs-from-me = Given
record-rehearsal = Rehearsals
records-rehearsal = { $count ->
    [one] one rehearsal
   *[other] { $count } rehearsals
  }
record-rehearsal-title = Title
record-rehearsal-describe = Describe
record-rehearsal-express = Express
record-rehearsal-specify = Specify
record-rehearsal-consequence = What becomes possible
record-pause = Pauses
records-pause = { $count ->
    [one] one pause
   *[other] { $count } pauses
  }
record-pause-until = Until
record-said = A yes, or a no
records-said = { $count ->
    [one] one note on a yes or a no
   *[other] { $count } notes on a yes or a no
  }
record-said-on = Day
record-said-said = Said
record-said-meaning = How it was meant
record-said-words = In own words
record-tiny_no = Tiny noes
records-tiny_no = { $count ->
    [one] one tiny no
   *[other] { $count } tiny noes
  }
record-tiny_no-on = Day
record-tiny_no-step = What it was
record-tiny_no-feared = What I feared
record-tiny_no-happened = What happened
record-look_back = Weeks looked back on
records-look_back = { $count ->
    [one] one week looked back on
   *[other] { $count } weeks looked back on
  }
record-look_back-week = Week from
record-look_back-own = A moment that felt like mine
record-look_back-between = A moment between us
record-look_back-keep = To keep
record-look_back-leave-out = To leave out
record-prompt = Questions of my own
records-prompt = { $count ->
    [one] one question of one’s own
   *[other] { $count } questions of one’s own
  }
record-prompt-text = Question
record-contact = People to turn to
records-contact = { $count ->
    [one] one person to turn to
   *[other] { $count } people to turn to
  }
record-contact-name = Who
record-contact-reach = How to reach them
record-contact-good-for = What to ask them for
record-goal = Goals
records-goal = { $count ->
    [one] one goal
   *[other] { $count } goals
  }
record-goal-wish = Wish
record-goal-outcome = The best about it
record-goal-obstacle = What gets in the way
record-goal-when = If
record-goal-then = Then
record-goal-steps = Steps
record-goal-done = Steps that are done
record-goal-end = What became of it
record-interest = Interests
records-interest = { $count ->
    [one] one interest
   *[other] { $count } interests
  }
record-interest-name = What
record-interest-note = In own words
record-protected_time = Protected time
records-protected_time = { $count ->
    [one] one protected time
   *[other] { $count } protected times
  }
record-protected_time-what = For what
record-protected_time-on = Day
record-protected_time-from = From
record-protected_time-until = Until
record-protected_time-repeats = How often
record-protected_time-ends = Last day
record-value = What matters to me
records-value = { $count ->
    [one] one value
   *[other] { $count } values
  }
record-value-name = What
record-value-order = Place
record-value-looks = How it looks in a week
record-value-said-on = Written on
record-letter = Letters to myself
records-letter = { $count ->
    [one] one letter to oneself
   *[other] { $count } letters to oneself
  }
record-letter-text = Letter
record-letter-until = Put away until
record-repair = Repairs
records-repair = { $count ->
    [one] one repair
   *[other] { $count } repairs
  }
record-repair-happened = What happened
record-repair-whose = Mine, theirs, nobody’s
record-repair-effect = What it did
record-repair-crossed = Which value it crossed
record-repair-mend = What can be mended
record-repair-again = If it happens again
record-circling = What goes round in circles
records-circling = { $count ->
    [one] one thing that goes round in circles
   *[other] { $count } things that go round in circles
  }
record-circling-what = What it is
record-circling-mend = What can be mended
record-circling-small = One small thing
record-circling-until = Room until
frequency-never = Never
frequency-seldom = Seldom
frequency-sometimes = Sometimes
frequency-often = Often
frequency-very-often = Very often
frequency-did-not-come-up = It did not come up
presence-seldom = Seldom
presence-at-times = At times
presence-often = Often
presence-cannot-say = I cannot say
yes-or-no-yes = Yes
yes-or-no-no = No
meaning-meant = Meant
meaning-to-please = To please
meaning-to-stay-safe = To stay safe
meaning-unsure = Unsure
goal-end-done = Done
goal-end-let-go = Let go
goal-end-changed = Changed
repeats-once = Once
repeats-weekly = Every week
record-answer-chosen = Which of the times
record-protected_time-told = What others may read of it
record-thank_plan = Plans to thank
records-thank_plan = { $count ->
    [one] one plan to thank
   *[other] { $count } plans to thank
  }
record-thank_plan-when = If this comes up
record-thank_plan-then = Then I say
record-mute = Quiet
records-mute = { $count ->
    [one] one quiet time
   *[other] { $count } quiet times
  }
record-mute-is-on = Is it quiet
record-mute-until = Until
record-mute-after = How far it went
record-both_chairs = Both chairs
records-both_chairs = { $count ->
    [one] one talk with both chairs
   *[other] { $count } talks with both chairs
  }
record-both_chairs-mine = From my chair
record-both_chairs-theirs = From the other chair
record-both_chairs-stranger = As a kind stranger sees it
record-in_calendar = Dates in the calendar
records-in_calendar = { $count ->
    [one] one date in the calendar
   *[other] { $count } dates in the calendar
  }
record-in_calendar-of = Which proposal
record-in_calendar-what = What
record-in_calendar-on = On
record-in_calendar-from = From
record-in_calendar-lasts = How long
record-in_calendar-rhythm = How often
record-year_guess = Guesses at oneself
records-year_guess = { $count ->
    [one] one guess at oneself
   *[other] { $count } guesses at oneself
  }
record-year_guess-what = What I will like
record-year_guess-why = Why I think so
record-year_guess-look-on = I look at it on
record-year_guess-found = How it turned out
record-room_talk = Talks in one room
records-room_talk = { $count ->
    [one] one talk in one room
   *[other] { $count } talks in one room
  }
record-room_talk-topic = About
record-room_talk-on = On
record-room_talk-said = What was said
record-room_talk-pact = What we try
record-room_talk-look-on = We look at it again on
record-not_yet = New to its owner
records-not_yet = { $count ->
    [one] one list of what is new
   *[other] { $count } lists of what is new
  }
record-not_yet-ideas = What would be new to me
record-guessing = Guessing exchange
records-guessing = { $count ->
    [one] one guessing exchange
   *[other] { $count } guessing exchanges
  }
record-guessing-words = A few words with it
record-time_together = Time together
records-time_together = { $count ->
    [one] one plan for time together
   *[other] { $count } plans for time together
  }
record-time_together-what = What
record-time_together-days = On which day
record-time_together-from = From
record-time_together-lasts = How long
record-time_together-rhythm = How often
record-time_together-place = Where
record-time_together-words = Anything else
record-memory = Memories
records-memory = { $count ->
    [one] one memory
   *[other] { $count } memories
  }
record-memory-what = What we did
record-memory-on = When it was
record-memory-text = What I want to keep of it
record-thanks = Thanks
records-thanks = { $count ->
    [one] one thank-you
   *[other] { $count } thank-yous
  }
record-thanks-text = One concrete thing
record-good_news = Good news
records-good_news = { $count ->
    [one] one piece of good news
   *[other] { $count } pieces of good news
  }
record-good_news-text = What went well
record-shared_goal = Goals that are shared
records-shared_goal = { $count ->
    [one] one shared goal
   *[other] { $count } shared goals
  }
record-shared_goal-wish = Wish
record-shared_goal-outcome = The best about it
record-shared_goal-when = If
record-shared_goal-then = Then
record-shared_goal-steps = Steps
record-shared_goal-encourage = How I like to be encouraged
record-talk = Talk in turns
records-talk = { $count ->
    [one] one talk in turns
   *[other] { $count } talks in turns
  }
record-talk-topic = One topic
record-agreement = Agreement
records-agreement = { $count ->
    [one] one agreement
   *[other] { $count } agreements
  }
record-agreement-sort = What it is about
record-agreement-words = The exact words
record-agreement-lasts = How long the break is
record-agreement-look = We look at it again on
record-space = Space
records-space = { $count ->
    [one] one time of space
   *[other] { $count } times of space
  }
record-space-room = What it is
record-space-from = From
record-space-until = Until
record-space-reach = Contact until then
record-space-first = Who writes first
record-question_answer = Answer to a question
records-question_answer = { $count ->
    [one] one answer to a question
   *[other] { $count } answers to questions
  }
record-question_answer-question = The question
record-question_answer-depth = How far it goes
record-question_answer-text = My answer
record-deeper = How far questions may go
records-deeper = { $count ->
    [one] one wish for other questions
   *[other] { $count } wishes for other questions
  }
record-deeper-depth = How far
record-affection = How I like closeness
records-affection = { $count ->
    [one] one card about closeness
   *[other] { $count } cards about closeness
  }
record-affection-text = What I like
record-affection-note = When, how, and what not
record-affection-now = These days
record-shared_interest = Interests that are shared
records-shared_interest = { $count ->
    [one] one shared interest
   *[other] { $count } shared interests
  }
record-shared_interest-name = What
record-shared_interest-note = More
record-busy_time = Times that are taken
records-busy_time = { $count ->
    [one] one time that is taken
   *[other] { $count } times that are taken
  }
record-busy_time-what = For what
record-busy_time-on = Day
record-busy_time-from = From
record-busy_time-until = Until
record-busy_time-repeats = How often
record-busy_time-ends = Last day
record-limit = Limits
records-limit = { $count ->
    [one] one limit
   *[other] { $count } limits
  }
record-limit-text = What I do not want, or cannot give
record-limit-note = What is possible instead
record-closed_card = Card to guess at
records-closed_card = { $count ->
    [one] one card to guess at
   *[other] { $count } cards to guess at
  }
record-closed_card-taste = Liked or disliked
record-closed_card-text = What
record-closed_card-note = More
record-guess = Guess
records-guess = { $count ->
    [one] one guess
   *[other] { $count } guesses
  }
record-guess-text = What might they have written?
record-told_more = More about something
records-told_more = { $count ->
    [one] one thing told more about
   *[other] { $count } things told more about
  }
record-told_more-text = Tell a little more
record-encouragement = Encouragement
records-encouragement = { $count ->
    [one] one encouragement
   *[other] { $count } encouragements
  }
record-encouragement-text = Your words
record-wondering = Being glad along
records-wondering = { $count ->
    [one] one glad question
   *[other] { $count } glad questions
  }
record-wondering-text = Be glad with them, and ask
record-spoken = What was said in a talk
records-spoken = { $count ->
    [one] one turn of a talk
   *[other] { $count } turns of a talk
  }
record-spoken-tone = How I say it
record-spoken-happened = What happened
record-spoken-felt = What it was like for me
record-spoken-wish = What I would like
record-mirrored = What was said back
records-mirrored = { $count ->
    [one] one thing said back
   *[other] { $count } things said back
  }
record-mirrored-text = What did they say?
record-heard = Whether it was understood
records-heard = { $count ->
    [one] one word on being understood
   *[other] { $count } words on being understood
  }
record-heard-understanding = Do you find yourself in it?
record-heard-words = What is missing
record-talk_rest = Rest or end of a talk
records-talk_rest = { $count ->
    [one] one pause or end of a talk
   *[other] { $count } pauses and ends of talks
  }
record-talk_rest-rest = Which
record-talk_rest-until = Until
record-signature = Signature
records-signature = { $count ->
    [one] one signature
   *[other] { $count } signatures
  }
record-signature-sort = What it is about
record-signature-words = The exact words
record-signature-lasts = How long the break is
record-signature-look = Looked at again on
tone-gentle = gentle
tone-clear = clear
understanding-understood = Understood
understanding-not-quite = Not quite
rest-pause = A pause
rest-end = The talk is over
rest-differently = We see it differently, and leave it so
pact-try = One small thing that we will try
pact-time-out = A sign for a break
pact-return = How we come back
lasts-twenty-minutes = twenty minutes
lasts-hour = an hour
lasts-two-hours = two hours
lasts-half-day = half a day
rhythm-once = once
rhythm-weekly = every week
rhythm-monthly = every month
rhythm-yearly = every year
room-like = I would like space
room-give = I give space
reach-none = none
reach-urgent = urgent only
reach-no-answer-owed = messages, no answer owed
reach-as-usual = as usual
writes-first-author = the one who wrote this
writes-first-other = the other one
writes-first-either = either
depth-light = light
depth-warm = warm
depth-deep = deep
wanted-gladly = gladly
wanted-not-now = not now

# What two people do together: words of every tool
tool-own = Yours
tool-theirs = From { $name }
tool-theirs-empty = Nothing yet. { $name } shares what and when they want, and so do you.
tool-own-empty = Nothing yet. What you write here is yours until you share it.
tool-own-empty-alone = Nothing yet. What you write here stays yours alone.
tool-saved-alone = Saved. It stays yours alone.
tool-solo = Once you are linked, what { $name } shares with you stands here. You can begin alone.
tool-only-yours = This is for you alone. { $name } never sees it.
tool-gone = It was taken back
tool-choose = Please choose one.
remark-at = { $field }: { $said }
tool-needed = Something needs to stand here.
tool-day-needed = Please choose a day.
tool-see = See what { $name } will see
tool-keep = Keep it for now
tool-saved = Saved. Only you see it until you share it.
tool-change = Change it
tool-remove = Remove this
tool-remove-title = Remove this?
tool-remove-text = It will be gone from all your devices.
hint-optional = Only if you want.
starters = Ways to begin
said-by-you = You, { $day }
said-take-back = Take it back
said-take-back-named = Take it back: “{ $text }”
said-withdrawn = These words were taken back.
say-title = Send this to { $name }?
say-send = Send it
since-tool = From { $name }: something new under “{ $title }”
asked-tool = { $name } asks you: { $title }
asked-open = Open it
standing-open = { $name } has not answered. There is no clock.
standing-asked = An answer is open, if you want to give one
standing-answered = You answered: { $answer }
standing-signed = You signed. It waits for { $name }
standing-signed-by-them = { $name } signed. It waits for you
standing-in-force = In force since { $day }
standing-your-turn = Your turn
standing-their-turn = It is the turn of { $name }
standing-paused = It rests
standing-over = It is over

ours-group-know = Know each other
ours-group-care = Be there for each other
ours-group-do = Do together
ours-group-hard = What is hard

guessing-title = Guess at each other's cards
guessing-about = Up to three cards each, and nothing is counted
guessing-lead = Shall we each guess at three of the other's cards? Nothing is counted. It begins when both want it, and either ends it alone.
guessing-new = Invite to guess
guess-closed = A card was put forward. It opens once you have written a guess.
guess-cards = Put a card forward
guess-cards-text = Up to three of your cards. Each stays closed in their app until they have guessed.
guess-put = Put forward
guess-put-named = Put forward: “{ $text }”
guess-keeps-closed = The app keeps it closed until there is a guess. A changed app could look.
guess-no-cards = You have no card yet that could be guessed at.
guess-write = What did I learn? Write it down
guess-end = End the guessing
guess-end-title = End the guessing?
guess-end-what = It ends for both of you. What was put forward and guessed is shown in neither app any more.
guess-end-keep = Go on
guess-ended = The guessing is over.
guess-learned = What did you learn about the other person, and about your guesses?

ahead-title = Guess at yourself
ahead-about = What you will like in a year, for you alone
ahead-lead = What we will like is hard to know. Write a guess down, and look at it when the day has come.
ahead-new = Write a guess
ahead-found-hint = Leave it empty until the day has come.
ahead-due = The day has come to look at it.
ahead-waits = To look at on { $day }.

questions-title = Questions for both of you
questions-about = Light, warm, deep; skip freely
questions-lead = Take turns with the same question, and skip freely. An answer is there as soon as it is shared. The next depth opens once both of you want it.
questions-new = Answer a question
questions-too = Answer it too
questions-pick = Pick a question
questions-of = Questions that are { $depth }
questions-wish = I would like questions that are { $depth }
questions-wish-text = { $name } will see exactly this wish: questions that are { $depth }.
questions-wished = You would like questions that are { $depth }. They open once { $name } wants them too.
questions-light =
    Which sound do you like to wake up to?
    What went better than expected this week?
    What could you talk about for an hour?
    Which dish tastes of home?
    What do you do differently from how you were taught?
    Which word do you use too often?
    A spare room of your own: what is it for?
    What were you good at when you were nine?
    Which shop could you spend an hour in?
    What do you always pack, and seldom need?
    Which weather suits you best?
    What did you last laugh about alone?
    Which small repair are you proud of?
    What would you like to be able to draw?
    Which season begins the year for you?
    What do you cook when nobody is looking?
    Which road do you like for no reason?
    What do you never lend?
    Which song could you sing to the end?
    What is your oldest thing, and why is it still there?
questions-warm =
    When did a kindness change your day?
    What do people get wrong about you?
    Which hard choice are you glad of?
    What are you learning just now?
    Which habit of your family would you pass on?
    When do you feel most yourself?
    What is hard for you to ask for?
    What helps when you are low, and what makes it worse?
    Who taught you something without knowing it?
    What do you wish you had more time for?
    When were you last proud, and told nobody?
    What does a good evening look like for you?
    Which praise do you still remember?
    What are you careful with?
    When do you need to be alone?
    What have you grown out of?
    Which promise to yourself did you keep?
    What would you like to be asked more often?
    Where do you feel at home, apart from home?
    What makes you feel welcome?
questions-deep =
    What have you changed your mind about in love, friendship or family?
    Which fear do you seldom name?
    When did you feel alone among people?
    What do you wish someone had told you when you were young?
    Which loss has shaped you?
    What do you need to feel safe with someone?
    What in our story are you thankful for?
    What would you like us to be able to talk about one day?
    What do you carry that nobody asked you to carry?
    When did you last cry, and what was it about?
    What would you do if nobody were disappointed?
    Which part of you do you show to few?
    What are you still waiting for?
    When did somebody stand by you?
    What do you find hard to forgive yourself?
    Which belief would you fight for?
    What would you like to have said to somebody who is gone?
    When do you feel small?
    What does being loved look like to you?
    What do you hope will stay when you are old?

affection-title = Closeness that both want
affection-about = Cards of how you like to be close
affection-lead = Write how you like to be close, and show single cards. Only what both want belongs to both. “Not now” is possible for each card, at any time, without a reason.
affection-new = Write a card

time-title = Time together
time-about = Propose, plan, and do it again
time-lead = Propose something; the answer is yes, not now, or something else. An hour side by side counts as well. An old proposal fades without a mark.
time-new = Propose something
time-ideas =
    l f 0 | Swap one song the other has never heard, and listen to the end
    l n 0 | Walk an unknown street; a coin decides the turns
    w f 1 | Cook a dish from a country neither has seen, on a call
    l n 1 | In a small museum, each picks one thing and says why
    l f 0 | Learn ten words of a language neither speaks
    l nf 0 | Draw each other without looking at the paper
    d nf 0 | Ask an older relative one question and write the answer down
    l n 1 | Mend something broken with a video's help
    w f 0 | Look at the moon from two places and describe it
    w f 1 | Sow the same seeds and compare in a month
    w f 0 | Read the same short story; talk about one sentence
    l nf 0 | Teach each other a ten-minute skill
    w n 0 | Help somewhere for one hour
    l n 0 | Play a game from one childhood
    d nf 0 | Draw a map of the places in your story
    d n 0 | Eat in silence, then tell what you noticed
    l f 0 | Photograph something blue for a day, and swap
    w n 1 | Try one lesson: clay, bread, drums, dance
    d nf 0 | Each tells the story behind one old picture
    l n 0 | An hour side by side, each with your own thing, then tea
    l n 0 | Find the oldest tree within walking distance
    w f 1 | Bake the same bread in two kitchens
    w f 1 | Write each other a postcard, and really send it
    l n 1 | Visit a market and buy one thing neither knows
    w n 0 | Watch the sun rise, and have breakfast after
    l nf 0 | Name ten birds, or ten stars
    l n 1 | Take a bus to its last stop
    l n 0 | Build something from what lies around
    w nf 0 | Listen to the same record in the dark
    w nf 0 | Plan a journey that need never happen
    w nf 0 | Read aloud to each other for a quarter of an hour
    l nf 0 | Collect ten sounds on a walk
    l nf 1 | Cook with three things that are left over
    w nf 1 | Trade a favourite recipe, and cook the other's
    w nf 0 | Sort old photographs for half an hour
    l nf 0 | Learn to juggle, or to whistle
    l n 1 | Sit in a cafe and invent stories about the street
    w n 1 | Make soup for somebody who needs it
    l n 0 | Swim, or only put your feet in the water
    l nf 1 | Try an instrument that neither plays
    d nf 0 | Draw the house you grew up in, and explain it
    w nf 0 | Write a list of a hundred good things
    l n 0 | Go through a town as if you were strangers to it
    l f 1 | Play a board game by post or by message
    l n 0 | Follow a stream as far as you like
    w nf 0 | Make a small film without words
    l n 0 | Pick up litter along one path
    w nf 0 | Look at one painting for ten minutes
    w n 0 | Repair a garment together
    d nf 0 | Tell the same day from two sides
    l n 1 | Fly a kite, or fold one from paper
    w nf 0 | Learn one dance from a video
    w nf 0 | Call an old friend of you both
    d n 0 | Make a fire, or light a candle, and tell a story
    w nf 1 | Give each other a book with a note on one page
    d nf 0 | Sit outside at night and listen
    d nf 0 | Write a letter to the two of you in ten years
    w n 0 | Set up a table with what each finds beautiful
    w n 0 | Do nothing together for half an hour
    d nf 0 | Ask each other ten questions that begin with “How come”

ideas-close = How close?
ideas-close-any = any
ideas-light = light
ideas-warm = warm
ideas-deep = deep
ideas-where = Where are you?
ideas-anywhere = no matter
ideas-near = in one place
ideas-far = far apart
ideas-cost = Money
ideas-cost-any = no matter
ideas-free = none
ideas-new = New to both
ideas-new-any = no matter
ideas-new-only = only what is new to both
ideas-found = { $count ->
    [one] One idea
   *[other] { NUMBER($count) } ideas
  }
ideas-none = Nothing of this kind. Choose less, or think of something of your own.
ideas-new-tag = new to both
not-yet-title = What would be new to you?
not-yet-text = Tick what you have not done yet. Where { $name } shows you theirs as well, ideas say that they are new to both.
not-yet-chosen = { $count ->
    [0] Nothing is ticked.
    [one] One is ticked.
   *[other] { NUMBER($count) } are ticked.
  }
dates-when = { $when }, { $rhythm }
times-row = Time { NUMBER($number) }
times-day = Day
times-from = From
times-hint = One or several that would suit you, or none yet. They choose one.
times-at = { $day }, { $time }
times-half = Give the day and the hour, or leave both empty.
times-more = Another possible time
times-clocks = By the clocks of { $zone }.
dates-title = A date of you both
dates-none-chosen = It is a yes, without a time so far. Whoever said it can change the answer and choose one.
dates-changed = You have changed it since they said yes. Share it again for a date that you both hold.
dates-calendar = In your calendar
dates-calendar-text = A file that your calendar takes in. Calendars are often shared, so what it is for stays here unless you choose otherwise.
dates-remembered = It is remembered here, for you alone, that you have it: you hear when it changes.
dates-is-in = You have it in your calendar.
dates-is-other = In your calendar it is as it was before. A new file changes it there.
dates-take-out = It is in no calendar
dates-taken-out = It is not looked after any more.
dates-memory = Keep a memory of it
dates-off-title = Still in your calendar
dates-off-text = These are agreed no more.
dates-off-file = File that takes it out
dates-off-file-named = File that takes “{ $name }” out
dates-off-done = It is out
dates-off-done-named = “{ $name }” is out
dates-off-hint = Some calendars take it out with the file, others strike it through. Otherwise remove it there by hand.

memories-title = Memories
memories-about = What you want to keep of a day together
memories-lead = Afterwards each may write one note, or none. Two notes of one day may differ.
memories-new = Write a note

thanks-title = Thank for one thing
thanks-about = One concrete thing, in your own words
thanks-lead = Say what they did, and what it was like for you. Never thank somebody who frightens you because of this page.
thanks-new = Write thanks
thanks-beginnings =
    I noticed that you …
    It was thoughtful of you to …
    You took time to …
    You remembered …
    You stayed calm when …
    You made it easy for me to …
    You did not have to, and still you …
    You are good at it; I saw that when …
    When I was tired, you …
    You listened without hurry when …
    You told me honestly that …
    You kept your word about …
    In my own way you let me …
    You asked about …
    You made me laugh when …
    Because of you I could …
    I still think of the time you …
    You have taught me …
    You were patient with …
    You took my no well when …

thank-plans-title = A plan to thank
thank-plans-about = If this comes up, then I say it
thank-plans-lead = A plan helps to say it when the moment comes. It is for you alone, and nothing reminds you of it.
thank-plans-new = Make a plan

news-tool-title = Good news
news-tool-about = Tell it, and be asked about it
news-tool-lead = Tell what went well. Who hears it asks about it, instead of topping it.
news-tool-new = Tell good news
news-ask-lead = Be glad along, and ask: what was the best moment, what comes next?

shared-goals-title = Goals you share
shared-goals-about = As much of a goal as you choose, and encouragement
shared-goals-lead = Only what stands here is seen: never the obstacle, and nothing of how it goes. Goals about who one wants to be were acted on less once others knew them.
shared-goals-new = Share a goal
shared-goals-steps-hint = Which of them are done is not shown.
shared-goals-encourage-hint = A question now and then, no advice, being left alone with it: whatever helps you.
shared-goals-take = From your goals
shared-goals-take-text = Tick what else may be seen, and put it into the form. There you can still change every word.
shared-goals-tick-outcome = The best thing about it
shared-goals-tick-plan = The plan
shared-goals-tick-steps = The steps
shared-goals-put = Put it into the form
shared-goals-put-named = Put it into the form: “{ $name }”
encourage-lead = Praise what you see, ask, and leave the way to them.

talks-title = Talk in turns
talks-about = One topic, three sentences, said back
talks-lead = One topic. One speaks in three sentences, the other says it back, and only the speaker says “understood”. Then it is the other's turn. Either pauses or ends it at any time.
talks-new = Invite to a talk
room-title = Talk in one room
room-lead = The same talk for two who sit together, on this one device. You pass it to each other.
room-locked = While you talk, everything else here is locked. Coming back asks for your passphrase.
room-not-kept = What you write down stands only on this page. It is kept if both of you want that, and otherwise gone.
room-topic = What about?
room-topic-hint = One thing.
room-topic-long = This is too long for one line.
room-name = Who is with you
room-name-hint = They read along, so this is how they call themselves.
room-begin = Lock everything else, and begin
room-earlier = Kept, as both wanted
room-remove-named = Remove: { $name }
room-speaks = { $name } speaks
room-says-back = { $name } says it back
room-three = Aloud, in three sentences. Gentle is good, and so is clear. Never mockery.
room-again = Say it once more, in other words.
room-part-1 = What happened.
room-part-2 = What it was like for me.
room-part-3 = What I would like.
room-note = To write down, if you like
room-note-hint = Talking is enough.
room-note-long = This is too long to be kept.
room-pass = Pass it to { $name }
room-whether = { $name }: was it understood?
room-understood = Understood
room-not-quite = Not quite
room-other-way-text = Three times is enough for now. Rest, or { $name } says it in another way.
room-other-way = Rest, or another way?
room-pause = Rest
room-end = End the talk
room-rests = The talk rests
room-rests-text = Water, a walk, twenty minutes. As long as this page is open, it waits, and so does the lock behind it.
room-next = And now?
room-next-text = That one was understood. Now the other, or an end.
room-swap = { $name } speaks
room-to-end = To the end
room-ending = How do you leave it?
room-small = One small thing to try
room-pact = Who, what, until when
room-pact-hint = So small that it is easy.
room-look-on = We look at it again on
room-pact-keep = We try this
room-differently = We see it differently
room-differently-text = And leave it so. That is an end, too.
room-differ = We leave it so
room-keep = { $name }: keep what was written?
room-keep-text = It stays only if both want it. It would stand in the vault on this device, where the other cannot look again.
room-keep-yes = Keep it
room-keep-no = Let it go
room-both-keep = Both of you want it kept. It is put away once the vault is open again. Until then this page has to stay open.
room-renewed = Counterpoint was renewed meanwhile, so this cannot be put away. It goes with this page.
room-not-put-away = The talk could not be put away. { $why }
room-nothing-kept = Nothing of it is kept.
room-over = The talk is over
room-back-text = From here on it is the device of one of you again.
room-back = Back to the lock
room-kept = The talk is put away.
room-spoken-only = Nothing was written down.

talk-speak = Three sentences. Gentle is good, and so is clear. Never mockery.
talk-say-back = What did they say? Your own words. Answering comes later.
talk-whether = Only you can say whether it was understood.
talk-to-turn = To what you can say now
talk-other-way = Say it in another way
talk-fixed = These words were said yes to. They are not changed any more.
say-not-now = This cannot be said now. What you wrote is kept.
talk-aside = You wrote this on another device. Something was said there before, so it was not sent.
talk-rests = Either of you may rest or end it, without a reason.
talk-rests-own = You let it rest. It goes on when you say so.
talk-rests-theirs = { $name } lets it rest, and says when it goes on. You need not wait: you can end it.
talk-agree = Propose one small thing
talk-go-on = Go on
talk-goes-on = It goes on.
talk-hope = What do I hope for?
talk-hope-private = Nothing of this is kept.
talk-hope-please = To please
talk-hope-understood = To be understood
talk-hope-steer = To steer
talk-hope-please-text = Then perhaps this talk is for their sake. What would you say if it were for yours?
talk-hope-understood-text = That is what this way of talking is for.
talk-hope-steer-text = What would you do if they say no? If you have an answer that you can live with, go on.

chairs-title = Both chairs
chairs-about = A talk that you have alone, in writing
chairs-lead = Write what happened from your chair, then from theirs, then as somebody would see it who wishes everybody well. It helps only where you are safe.
chairs-new = Write from both chairs
chairs-theirs-hint = As fairly as you can. You need not agree.
chairs-stranger-hint = Somebody kind who knows neither of you.

gate-question = Is it safe to talk about this with them?
gate-private = Nobody learns what you answer, and nothing of it is kept.
gate-yes = Yes
gate-unsure = Not sure
gate-no = No
gate-skip = Skip this question
gate-care-title = Then not here, and not now
gate-care = You know your situation best. You do not need to be sure of anything to talk to somebody.
gate-write = Write for yourself
gate-prompt = What do you know about getting through hard times?
gate-nothing = Nothing was sent. From outside it looks as if you had not come here.

agreements-title = Agreements
agreements-about = Two signatures to begin, one to end
agreements-lead = One small thing: who, what, until when. It takes both to begin. Either of you ends it alone, without a reason.
agreements-new = Propose an agreement
agreements-words-hint = For a break: the sign that both of you know.
agreements-lasts-hint = Only for a break.
agreements-fixed = What is shared is not changed any more. Other words are another agreement.
sign-you = You
sign-signed = signed
sign-open = open
sign-how = It takes both to begin. Either of you ends it alone, without a reason.
sign-button = Sign it
sign-end = End this agreement
sign-end-title = End this agreement?
sign-end-what = It is over for both of you, at once for you. To begin again, both sign a new one.
sign-end-keep = Keep it
sign-take-back = Take the signature back
sign-ended = It is not in force.
sign-over = This agreement is over. To begin again, write a new one.
time-out-title = How a break goes
time-out-steps =
    Notice: jaw, heart, voice, the wish to win.
    Say: I need a break. I will be back at this hour.
    Part without a last word.
    Calm down for twenty minutes or more: walk, water, hands busy. Leave the argument outside.
    Come back when you said, if only to choose a new time.
    Begin with one thing you understood.
time-out-caution = Either of you may call it. It is no way to punish. If you are afraid, you owe no return.

space-title = Space
space-about = Ask for it or give it, until when, with which contact
space-lead = This is for rest, not against anybody. No reason is asked for. What you take for yourself holds at once, whatever the answer.
space-new = Take or give space
space-turned = It would end before it begins.
space-past = This day is over.
back-title = Coming back
back-question = Lengthen it, come back slowly, or leave it open? Each of these is fine.
back-text = Space is for rest, not against anybody. Only what both of you sign binds anybody, also to a return. If you are afraid, you owe none.
back-agree = Agree on how to come back
back-lengthen = Take or give more
back-open = To leave it open, nothing has to be done.
space-end = Let it end today
space-end-text = { $name } will see this: today is the last day.
space-ends = Today is the last day.
back-words = We meet again on { $day }. { $first }
back-first = { $name } writes first.
back-either = Either of us writes first.
space-now-own = You have space until { $day }. Contact: { $reach }.
space-now-theirs = { $name } has space until { $day }. Contact: { $reach }.
space-now-given = { $name } gives you space until { $day }. Contact: { $reach }.
quiet-title = Quiet on your side
quiet-off = What comes from { $name } can wait, unopened, as long as you want. They never learn of it.
quiet-on = What comes from { $name } waits, unopened. They do not learn of it.
quiet-start = Let it wait
quiet-stop = Show it again
quiet-started = It waits from now on.
quiet-stopped = What waited is there.

limits-title = Limits
limits-about = What you do not want, or cannot give
limits-lead = Say a limit before you are worn out. Nobody has to approve of it. If somebody punishes you for one, open Help now.
limits-new = Write a limit

known-title = What you know of { $name }
known-way = What you know of them
known-about = Goals, interests, times and limits that were shown to you
known-lead = What { $name } showed you of their own life, so that plans can respect it. Nothing here is a duty of yours.
known-goals = Goals
known-interests = Interests
known-times = Times that are taken
known-limits = Limits
known-nothing = { $name } has shown nothing of this, and need not.
known-own = What they know of you is as much as you show:
protected-told = What others may read of it
protected-told-hint = Only if you share it. Left empty, they read that you are not free.
answer-which = Which of the times?
answer-sign = Sign it
