language-name = Français
language-direction = ltr

## Pages

languages = Langue
events = Événements
events-hint = Chacun a sa discussion en direct. Lire ne demande aucun compte.
events-none = Il n’y a pas encore d’événement public.
events-all = Tous les événements publics
rooms = Salons
taking-part = Participer
mailing-list = Pour les interventions plus longues, écrivez à la liste de diffusion :
hashtag = Mot-dièse ailleurs :
website = En savoir plus sur l’événement :
programme = Programme
facilitated-by = Animation : { $name }
to-chat = Vers la discussion en direct
chat = Discussion en direct
chat-loading = La discussion en direct se charge…
chat-needs-scripts = La discussion en direct a besoin de JavaScript, qui est désactivé ici.
to-plain = Lire et écrire sur la page simple
moderate = Modération
moderate-loading = La page de modération se charge…
moderate-needs-scripts = La page de modération a besoin de JavaScript, qui est désactivé ici.
problem-not-found = Rien ici
problem-not-found-hint = Cet événement, ce salon ou cette page n’existe pas.
problem-unavailable = De retour dans un instant
problem-unavailable-hint = Le serveur n’atteint pas ses données en ce moment. Réessayez dans un instant.
problem-too-long = Trop de texte
problem-too-long-hint = C’est beaucoup trop pour un seul message. Revenez en arrière, le texte y est encore, et raccourcissez-le.
problem-internal = Un problème est survenu
problem-internal-hint = Le serveur n’a pas pu répondre. L’erreur a été consignée.

date = { $day ->
    [1] 1er
   *[other] { $day }
} { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
} { $year }
moment = { $date } à { $time }
until = jusqu’au { $moment }
day = { $weekday ->
    [1] lundi
    [2] mardi
    [3] mercredi
    [4] jeudi
    [5] vendredi
    [6] samedi
   *[7] dimanche
} { $date }

## The room

online = { $count } en ligne
connecting = Connexion…
offline = Hors ligne – reconnexion en cours. Ce que vous écrivez est conservé.
offline-reader = Hors ligne – reconnexion en cours.
stuck = Ce réseau ne laisse pas passer les messages en direct.
to-plain-instead = Continuer sur la page simple
ended = { $code ->
    [1008] Le serveur a fermé cette connexion, car elle enfreignait une règle du flux. Recharger la page peut aider.
    [1009] Le serveur a fermé cette connexion, car un message était trop volumineux. Recharger la page peut aider.
    [4003] L’accès à ce salon vous est interdit.
    [4004] Ce salon n’existe pas.
   *[other] La connexion a été fermée.
}
reload = Recharger la page

## Messages

messages = Messages
messages-hint = Les flèches haut et bas passent d’un message à l’autre.
members-only = Il faut rejoindre l’événement pour lire ici.
empty = Rien n’a encore été dit
empty-reader = Les messages apparaissent ici dès qu’ils sont écrits.
empty-joined = Le premier message peut être le vôtre.
new-messages = { $count ->
    [one] { $count } nouveau message
   *[other] { $count } nouveaux messages
}
to-newest = Au message le plus récent
loading-earlier = Chargement des messages précédents…
load-earlier = Charger les messages précédents
history-failed = Les messages précédents n’ont pas pu être chargés.
try-again = Réessayer
beginning = La conversation commence ici.
# A line above what came meanwhile.
new-since = Nouveau depuis votre passage
announcement = { $name } : { $text }
role = { $role ->
    [moderator] Modération
    [organiser] Organisation
   *[participant] Participation
}
removed = Message supprimé
earlier-message = Un message antérieur
in-reply-to = En réponse à { $name } :
# Beside the time of a message.
mentions-you = vous mentionne
show-more = Afficher plus
show-less = Afficher moins
reply = Répondre
reply-to = Répondre à { $name }
remove = Supprimer
remove-of = Supprimer le message de { $name }
moderate-of = Modération du message de { $name }
remove-own = Supprimer votre message
remove-sure = Supprimer ce message pour tout le monde ?
remove-reason = Motif (facultatif)
removing = Suppression…
keep = Conserver
remove-failed = Non supprimé. { refusal }
report = Signaler
report-of = Signaler le message de { $name }
report-why = Qu’est-ce qui ne va pas ?
report-hint = Seuls les modérateurs voient cela et qui signale.
reported = Signalé. Les modérateurs l’examinent.
# $code: of the server's error; all others are told as elsewhere
report-failed = { $code ->
    [forbidden] Vous avez beaucoup signalé en peu de temps. Patientez un peu.
    [not_found] Le message n’est plus là.
   *[other] Non signalé. { refusal }
}
ok = OK
cancel = Annuler
edit = Modifier
edit-own = Modifier votre message
edited = modifié
saving = Enregistrement…
# $code: of the server's error; all others are told as elsewhere
edit-failed = { $code ->
    [forbidden] Ce message ne peut plus être modifié, ou un filtre retient de tels textes.
   *[other] Non modifié. { refusal }
}
edit-again = Modifier à nouveau
react = Réagir
react-to = Réagir au message de { $name }
reactions = Réactions
# Spoken for the button that shows an emoji and how many people chose it.
reaction = { $emoji }, { $count ->
    [one] { $count } personne
   *[other] { $count } personnes
}
react-failed = Votre réaction n’a pas été prise en compte. { refusal }

## Finding messages

search = Rechercher
search-messages = Rechercher dans les messages
searching = Recherche en cours…
found = { $count ->
    [one] { $count } message trouvé
   *[other] { $count } messages trouvés
}
found-none = Aucun résultat
search-further = Rechercher dans les messages plus anciens
finding-failed = Cela n’a pas fonctionné. { refusal }
around = Autour d’un message du { $day }
message-missing = Ce message n’existe pas ici.

## What one has written

sending = Envoi…
waiting = En attente d’envoi
paced = Envoi dans un instant – le rythme du salon est limité
sent = Envoyé
discard = Abandonner
refusal = { $code ->
    [bad_text] Le serveur n’accepte pas ce texte.
    [too_long] Ce texte est trop long.
    [forbidden] Vous n’avez pas le droit de faire cela.
    [slow_down] C’était trop rapide. Patientez un instant.
    [muted] La modération vous empêche d’écrire pour le moment.
    [banned] L’accès à ce salon vous est interdit.
    [room_locked] Le salon n’accepte plus de nouveaux messages.
    [not_found] Le message concerné n’existe plus.
    [not_joined] Rejoignez d’abord la discussion.
    [unavailable] Le serveur ne peut pas enregistrer de messages en ce moment.
   *[other] Un problème est survenu.
}
write = Écrire un message
write-placeholder = Écrire un message…
write-as = Écrire en tant que { $name }…
# The list of names while one writes an @.
mentionable = Personnes à mentionner
send = Envoyer
enter-sends = Entrée envoie, Maj + Entrée va à la ligne
replying-to = Réponse à { $name }
cancel-reply = Annuler la réponse
# Above the field one writes in, while it holds a message of one's own.
editing = Modification de votre message
cancel-edit = Arrêter la modification
save = Enregistrer
characters-left = { $count ->
    [one] { $count } caractère restant
   *[other] { $count } caractères restants
}
characters-over = { $count ->
    [one] { $count } caractère de trop. Votre texte reste ici jusqu’à ce qu’il tienne.
   *[other] { $count } caractères de trop. Votre texte reste ici jusqu’à ce qu’il tienne.
}
too-big = Ce texte est trop volumineux pour être envoyé. Il reste ici jusqu’à ce qu’il tienne.
# Below the field, once the text is too long.
long-title = Trop long pour la discussion ?
long-hint = Envoyez-le à la liste de diffusion, où il y a de la place. Votre texte reste ici tant que vous ne le changez pas.
long-hint-copy = Copiez-le et envoyez-le autrement. Votre texte reste ici tant que vous ne le changez pas.
long-mail = Écrire à la liste de diffusion
long-copy-mail = Copier et écrire à la liste de diffusion
long-list = Aller à la liste de diffusion
long-copy = Copier le texte
# Above the quoted message in a mail.
long-wrote = { $name } a écrit :
copied = Copié. Vous pouvez maintenant le coller.
copy-failed = Votre navigateur ne permet pas de copier ici. Sélectionnez le texte et copiez-le vous-même.

## Joining

join-to-write = Rejoindre pour écrire
join-hint = Lire ne demande aucun nom.
join-waiting = Ce que vous avez écrit est conservé. Vous pourrez l’envoyer une fois que vous aurez rejoint.
join-invited = Vous avez une invitation
join-invited-hint = Choisissez le nom que les autres verront.
join-with-invite = Rejoindre avec votre invitation
invite-code = Lien ou code d’invitation
name = Votre nom
name-missing = Indiquez un nom.
join = Rejoindre
joining = Un instant…
not-now = Plus tard
join-failed = { $code ->
    [name_taken] Ce nom est déjà pris, ou trop proche d’un autre. Choisissez-en un autre.
    [bad_name] Choisissez un autre nom : une ligne de 1 à 40 caractères visibles.
    [forbidden] Il faut une invitation valable. Celle-ci a peut-être expiré ou déjà servi ; demandez un nouveau lien.
    [not_found] Cette invitation est inconnue. Elle a peut-être expiré ou déjà servi.
    [unavailable] Le serveur est injoignable. Réessayez dans un instant.
    [slow_down] Trop de personnes rejoignent depuis ce réseau. Réessayez dans un instant.
   *[other] { refusal }
}

## Settings

settings = Réglages
announce = Ce que lit un lecteur d’écran
announce-all = Tous les nouveaux messages
announce-mentions = Seulement ceux qui me mentionnent
announce-none = Rien
low-data = Économiser les données
low-data-hint = Les messages précédents arrivent par petites parties, et seulement quand vous les demandez. Les réactions et le nombre de personnes présentes sont omis.

## Sharing and embedding

pop-out = Ouvrir dans une fenêtre à part
share = Partager et intégrer
close = Fermer
copy = Copier
# $name: what it is that is copied, as below
copy-named = Copier : { $name }
copied-named = Copié : { $name }
share-address = Adresse
share-address-hint = Pour la partager, ou pour WordPress : seule sur une ligne, elle devient la discussion.
share-element = Dans votre page
share-element-hint = Pour toute page web. L’organisateur autorise votre site dans le fichier de l’événement, sous « embed_on ».
share-frame = Dans votre page, sans scripts
share-plain = Page simple
share-plain-hint = Lire et écrire sans scripts, sur tout appareil.
share-look = Ouvrir la page simple

## The moderators’ page

room = Salon
moderating-as = Vous modérez en tant que
moderate-refused = Cette page est réservée à la modération et à l’organisation de cet événement.
moderate-refused-as = Vous êtes ici en tant que { $name }, sans droit de modération.
moderate-refused-hint = Ouvrez le lien d’invitation reçu, ou rejoignez avec lui ci-dessous. Rejoindre avec un simple nom ne permet pas de supprimer des messages.

## The plain page

to-messages = Aller aux messages
to-live-page = Page en direct
error-in = Erreur : { $title }
newest-messages = Messages les plus récents
earlier-messages = Messages précédents
later-messages = Messages suivants
newest-first = Plus récents d’abord
newest-last = Plus récents à la fin
refresh = Actualiser
renews = { $count ->
    [one] Cette page s’actualise toutes les secondes.
   *[other] Cette page s’actualise toutes les { $count } secondes.
}
renews-stop = Arrêter
stays = Cette page ne s’actualise pas.
stays-renew = L’actualiser automatiquement
nothing-further = Il n’y a rien de plus dans cette direction.
in-reply-to-removed = En réponse à un message supprimé
in-reply-to-earlier = En réponse à un message antérieur
message-as = Votre message, en tant que { $name }
characters-most = { $count ->
    [one] { $count } caractère au plus
   *[other] { $count } caractères au plus
}
written-kept = Ce que vous avez écrit est conservé :
invite-code-optional = Lien ou code d’invitation (si vous en avez un)
plain-pass = La page suivante sera votre laissez-passer : il n’y a pas de cookies. Une fois fermée, il faudra rejoindre à nouveau, sous un autre nom.
times-of = Les heures sont celles de { $zone }.
plain-promise = Cette page n’a besoin d’aucun script et ne dépose aucun cookie.
joined-as = Vous êtes ici en tant que { $name }.
posted = Votre message est publié.
removed-now = Le message est supprimé.
join-here = Rejoignez depuis cette page, et non depuis le formulaire d’un autre site.
nothing-written = Écrivez d’abord quelque chose.
reason-too-long = Un motif tient sur une ligne de 200 caractères au plus.
slow-down-for = { $count ->
    [one] C’était trop rapide. Renvoyez-le dans une seconde.
   *[other] C’était trop rapide. Renvoyez-le dans { $count } secondes.
}
muted-seconds = { $count ->
    [one] La modération vous empêche d’écrire. Vous pourrez de nouveau écrire dans une seconde.
   *[other] La modération vous empêche d’écrire. Vous pourrez de nouveau écrire dans { $count } secondes.
}
muted-minutes = { $count ->
    [one] La modération vous empêche d’écrire. Vous pourrez de nouveau écrire dans une minute.
   *[other] La modération vous empêche d’écrire. Vous pourrez de nouveau écrire dans { $count } minutes.
}
plain-refusal = { $code ->
    [forbidden] Seule la modération ou la personne qui a écrit ce message peut faire cela.
    [slow_down] C’était trop rapide. Renvoyez-le dans un instant.
    [not_joined] Vous n’êtes plus connu ici. Rejoignez à nouveau ; ce que vous avez écrit est conservé.
    [nonce_reused] Un autre message a déjà été envoyé depuis ce formulaire. Si celui-ci est nouveau, envoyez-le maintenant.
    [unavailable] Le serveur ne peut rien enregistrer en ce moment ; rien n’a été enregistré. Réessayez bientôt.
    [internal] On ne sait pas si ce message a été enregistré. Renvoyez-le : il n’apparaîtra qu’une fois.
   *[other] { refusal }
}

## What is kept until it can be sent

# Above a message that somebody wrote in this browser who joined under another name.
outbox-another = Vous avez écrit ceci sous un autre nom.
outbox-send-as = L’envoyer en tant que { $name }
outbox-full = Trop de messages attendent d’être envoyés. Votre texte reste ici jusqu’à ce qu’il y ait de la place.

## The sessions of the programme

session-now = Maintenant :
session-next = Ensuite :
session-line = Session :
session-on = en cours
session-start = Commencer
session-end = Terminer

## What comes after one reads

rest-failed = Ce qu’il faut pour écrire et rechercher n’a pas pu être chargé.
keep-failed = Ce qu’il faut pour modérer n’a pas pu être chargé.

## What moderators do, and what those are told whom it is about

removed-yours = Un modérateur a retiré votre message.
reason-given = Motif : { $reason }
ban-until = Fin : { $time }.
muted-until = Un modérateur vous a rendu muet jusqu’à { $time }. Ce que vous écrivez reste ici.
told-role = Votre rôle ici est désormais : { role }.
act-on = { act } : { $name }
for-how-long = Pour combien de temps
of-the-last = Ses messages des dernières
ban-network = Refuser aussi, pour un temps, les nouveaux invités venant de son réseau
and-then = Et ensuite
find-person = Chercher par nom
until-time = jusqu’à { $time }
network-until = son réseau jusqu’à { $time }
log-what = Quoi
log-who = Par qui
log-whom = À qui
log-all = Tout
log-empty = Aucune action à afficher.
log-older = Actions précédentes
save-as = Enregistrer le journal en { $format }
undo = Annuler
undo-of = Annuler l’action { $number }
undone = annulée
undone-by = annulée par { $name }
keys = Touches
key-next = Message suivant
key-previous = Message précédent
key-undo = Annuler votre dernière action
act-failed = Pas fait. { refusal }
already-so = C’était déjà le cas.
done-before = { $name } l’avait déjà fait.
nothing-to-undo = Vous n’avez rien à annuler.
# $text: what was done
cannot-undo = { $text } : cela ne peut pas être annulé.
act = { $kind ->
    [remove] Retirer
    [restore] Rétablir
    [erase] Effacer pour de bon
    [clear] Nettoyer
    [mute] Rendre muet
    [unmute] Rendre la parole
    [ban] Bannir
    [unban] Lever le bannissement
    [appoint] Nommer modérateur
    [approve] Approuver
    [reject] Rejeter
    [keep] Conserver
    [pin] Épingler
    [unpin] Ne plus épingler
   *[dismiss] Démettre
}
act-done = { $kind ->
    [remove] Retiré
    [restore] Rétabli
    [erase] Effacé
    [clear] Messages nettoyés
    [mute] Muet
    [unmute] Parole rendue
    [ban] Banni
    [unban] Bannissement levé
    [switch] Réglages de la salle changés
    [pin] Épinglé
    [unpin] N’est plus épinglé
    [approve] Approuvé
    [reject] Rejeté
    [keep] Conservé malgré le signalement
    [invite] Invitation créée
    [uninvite] Invitation terminée
    [filters] Filtres modifiés
    [watch] A pris la salle
    [unwatch] A rendu la salle
   *[role] Rôle changé
}
span = { $span ->
    [m10] 10 minutes
    [h1] 1 heure
    [d1] 1 jour
    [w1] 1 semaine
    [d30] 30 jours
   *[ever] Pour de bon
}
then = { $then ->
    [mute] Muet pour 1 heure
    [ban] Bannir pour de bon
   *[nothing] Rien de plus
}
usual-reason = { $reason ->
    [insult] Insulte
    [spam] Spam
    [topic] Hors sujet
   *[private] Données privées
}
view = { $view ->
    [people] Personnes
    [log] Journal
    [queue] File
    [rooms] Salles
    [switches] Réglages
    [invites] Invitations
    [filters] Filtres
   *[messages] Messages
}
views = Vues
# Posts, or reported messages.
waiting-posts = { $count ->
    [one] { $count } en attente
    [many] { $count } en attente
   *[other] { $count } en attente
}
queue-empty = Rien n’attend. Ce qui est retenu ou signalé apparaît ici de lui-même.
queue-hint = Les flèches haut et bas passent de l’un à l’autre. A approuve ou conserve, R rejette ou retire, M rend muet, B bannit, C nettoie.
# Of what one rejects or removes.
reason-told = Raison donnée à l’auteur
reason-none = Aucune
reason-own = Avec mes mots
# $text: the words or kinds of addresses for which a filter held it
caught-by = Filtre : { $text }
reported-by = { $count ->
    [one] Signalé par { $count } personne
    [many] Signalé par { $count } personnes
   *[other] Signalé par { $count } personnes
}
filters-hint = Ce qu’un filtre retient attend dans la file. Rien n’est supprimé. Les modérateurs et les organisateurs en sont exempts.
filters-list = { $kind ->
    [patterns] Motifs (expressions rationnelles), un par ligne
    [hosts] Hôtes autorisés dans les liens, avec tout ce qui est en dessous, un par ligne
   *[words] Mots et expressions, un par ligne
}
filters-sign = { $kind ->
    [links] Retenir les liens
   *[shouting] Retenir les textes tout en capitales
}
filters-count = { $kind ->
    [floods] Le même texte de plusieurs personnes en une minute
   *[repeated] Le même texte d’une personne en dix minutes
}
filter-times = { $count ->
    [one] à partir de { $count } fois
   *[other] à partir de { $count } fois
}
filter-people = { $count ->
    [one] à partir de { $count } personne
   *[other] à partir de { $count } personnes
}
filters-stale = Quelqu’un d’autre a modifié les filtres entre-temps. Les vôtres n’ont pas été enregistrés.
filters-reload = Afficher les siens
filters-try = Essayer sur le dernier jour
filter-wrong = { $kind ->
    [patterns] Ligne { $line }, caractère { $column } : ce motif ne peut pas être utilisé.
    [hosts] Ligne { $line } : ce n’est pas un hôte, comme example.org.
   *[words] Ligne { $line }, caractère { $column } : ceci ne peut pas être utilisé.
}
filter-name = { $kind ->
    [words] Mots
    [patterns] Motif
    [links] Liens
    [repeated] Répété
    [shouting] Capitales
   *[floods] Même texte par plusieurs
}
trial-none = Rien du dernier jour n’aurait été retenu.
trial-found = { $count ->
    [one] { $count } message du dernier jour aurait été retenu.
   *[other] { $count } messages du dernier jour auraient été retenus.
}
trial-partial = Il y en avait plus que l’on ne peut examiner.
judged-before = { $kind ->
    [approve] { $name } l’avait déjà approuvé.
    [keep] { $name } l’avait déjà conservé.
    [remove] { $name } l’avait déjà retiré.
   *[reject] { $name } l’avait déjà rejeté.
}
key-queue = Vers la file
newest-at = Dernier message : { $time }
# Beside a room: what is switched there.
in-use = { $kind ->
    [calm] Calmée
    [locked] Fermée
    [participants_only] Les invités lisent seulement
    [links] Sans liens
    [first] Les premiers messages attendent
    [guests] Les messages des invités attendent
    [everybody] Tous les messages attendent
   *[slow] Mode lent
}
switch = { $kind ->
    [calm] Calmer la salle
    [locked] Seule la modération écrit
    [participants_only] Les invités lisent seulement
    [links] Les invités peuvent écrire des liens
    [hold] Attendent la modération
   *[slow_mode_ms] Mode lent
}
hold = { $kind ->
    [first] Premiers messages des invités
    [guests] Tous les invités
    [everybody] Tout le monde
   *[nobody] Personne
}
on-off = { $kind ->
    [true] oui
   *[false] non
}
# A switch and what it was set to.
set-to = { $name } : { $text }
calm-hint = Mode lent de 30 secondes, les messages des invités attendent la modération et ils n’écrivent pas de liens, jusqu’à ce que vous y mettiez fin.
calm-end = Mettre fin au calme
invite-role = Rôle
invite-name = Nom pour l’accueil (facultatif)
invite-uses = Combien peuvent rejoindre
invite-make = Créer un lien
invite-made = Ce lien n’est montré que maintenant. Copiez-le et transmettez-le.
invite-link = Lien d’invitation
# How many may still join by an invite.
uses-left = { $count ->
    [one] pour { $count } personne
    [many] pour { $count } personnes
   *[other] pour { $count } personnes
}
invite-end = Mettre fin
invite-end-of = Mettre fin à cette invitation : { role }
invites-none = Aucune invitation n’est valable en ce moment.
told-cleared = { $count ->
    [one] Un modérateur a retiré { $count } de vos messages.
    [many] Un modérateur a retiré { $count } de vos messages.
   *[other] Un modérateur a retiré { $count } de vos messages.
}
so-many = { $count ->
    [one] { $count } message
    [many] { $count } de messages
   *[other] { $count } messages
}

## What moderators know of a person and of each other

# After what was done to somebody, where the event says by whom.
done-by = Par { $name }.
room-had = { $name } s’occupe de la salle depuis { $time }.
room-mine = Vous vous occupez de la salle depuis { $time }.
room-free = Personne ne s’occupe de cette salle.
room-take = Je m’occupe de la salle
room-leave = Rendre la salle
# To the other moderators: one of them removes much.
removes-much = { $count ->
    [one] { $name } a retiré { $count } message en une minute.
    [many] { $name } a retiré { $count } de messages en une minute.
   *[other] { $name } a retiré { $count } messages en une minute.
}
see-person = Voir { $name }
all-people = Toutes les personnes
joined-at = Arrivée : { $time }
notes = Notes
notes-hint = Seuls les modérateurs les voient.
note-new = Nouvelle note
note-add = Ajouter une note
note-take = Enlever
note-take-of = Enlever la note de { $name }
noted = Noté.
# Above the text of a removed message.
kept-until = Retiré. Les modérateurs peuvent le lire jusqu’à { $time } :
done-to-them = Ce qui a été fait à son égard
written-none = Rien d’écrit pour l’instant.
go-to-message = Aller à ce message
message-far = Ce message est trop ancien pour être montré ici.
go-to-room = Aller au salon

## A room that is made quieter

held-yours = Votre message attend un modérateur.
pinned = Épinglé
pin = Épingler
pin-of = Épingler le message de { $name }
unpin = Désépingler
unpin-of = Désépingler le message de { $name }
pin-failed = { $code ->
    [forbidden] Trois messages sont déjà épinglés. Désépinglez-en d’abord un.
   *[other] Pas fait. { refusal }
}
announcement-sign = Annonce
announcement-of = Annonce de { $name } : { $text }
as-announcement = Comme annonce
held-sign = attend la modération
held-first = La modération lit les messages avant qu’ils n’apparaissent ici.
told-rejected = La modération n’a pas laissé passer votre message.
closed-by = { $code ->
    [locked] Pour l’instant, seule la modération écrit ici.
   *[participants_only] Pour l’instant, seules les personnes invitées à participer écrivent ici.
}
links-off = Ici, les invités ne peuvent pas envoyer de liens. Retirez l’adresse pour envoyer votre message.
slow-seconds = { $count ->
    [one] Mode lent : un message par seconde.
   *[other] Mode lent : un message toutes les { $count } secondes.
}
slow-minutes = { $count ->
    [one] Mode lent : un message par minute.
   *[other] Mode lent : un message toutes les { $count } minutes.
}
write-in-seconds = { $count ->
    [one] Vous pourrez de nouveau écrire dans une seconde.
   *[other] Vous pourrez de nouveau écrire dans { $count } secondes.
}
write-in-minutes = { $count ->
    [one] Vous pourrez de nouveau écrire dans une minute.
   *[other] Vous pourrez de nouveau écrire dans { $count } minutes.
}
write-now = Vous pouvez de nouveau écrire.
