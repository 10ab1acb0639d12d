language-name = Español
language-direction = ltr

## Pages

languages = Idioma
events = Eventos
events-hint = Cada uno tiene un chat en vivo. Para leer no hace falta cuenta.
events-none = Todavía no hay ningún evento público.
events-all = Todos los eventos públicos
rooms = Salas
taking-part = Participar
mailing-list = Para intervenciones más largas, escribe a la lista de correo:
hashtag = Etiqueta en otros sitios:
website = Más sobre el evento:
programme = Programa
facilitated-by = Facilitación: { $name }
to-chat = Ir al chat en vivo
chat = Chat en vivo
chat-loading = El chat en vivo se está cargando…
chat-needs-scripts = El chat en vivo necesita JavaScript, que aquí está desactivado.
to-plain = Leer y escribir en la página sencilla
moderate = Moderación
moderate-loading = La página de moderación se está cargando…
moderate-needs-scripts = La página de moderación necesita JavaScript, que aquí está desactivado.
problem-not-found = Aquí no hay nada
problem-not-found-hint = No existe ese evento, sala o página.
problem-unavailable = Volvemos enseguida
problem-unavailable-hint = El servidor no puede acceder a sus datos en este momento. Inténtalo de nuevo en un momento.
problem-too-long = Demasiado texto
problem-too-long-hint = Es demasiado para un solo mensaje. Vuelve atrás, el texto sigue allí, y acórtalo.
problem-internal = Algo salió mal
problem-internal-hint = El servidor no pudo hacerlo. El error ha quedado registrado.

date = { $day } de { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
} de { $year }
moment = { $date }, { $time }
until = hasta el { $moment }
day = { $weekday ->
    [1] lunes
    [2] martes
    [3] miércoles
    [4] jueves
    [5] viernes
    [6] sábado
   *[7] domingo
}, { $date }

## The room

online = { $count } en línea
connecting = Conectando…
offline = Sin conexión: reconectando. Lo que escribas se conserva.
offline-reader = Sin conexión: reconectando.
stuck = Esta red no deja pasar los mensajes en vivo.
to-plain-instead = Seguir en la página sencilla
ended = { $code ->
    [1008] El servidor cerró esta conexión porque incumplió una regla del canal. Recargar la página puede ayudar.
    [1009] El servidor cerró esta conexión porque un mensaje era demasiado grande. Recargar la página puede ayudar.
    [4003] Se te ha expulsado de esta sala.
    [4004] Esa sala no existe.
   *[other] La conexión se cerró.
}
reload = Recargar la página

## Messages

messages = Mensajes
messages-hint = Las flechas arriba y abajo pasan de un mensaje a otro.
members-only = Para leer aquí hay que unirse.
empty = Todavía no hay mensajes
empty-reader = Los mensajes aparecen aquí en cuanto se escriben.
empty-joined = El primer mensaje puede ser el tuyo.
new-messages = { $count ->
    [one] { $count } mensaje nuevo
   *[other] { $count } mensajes nuevos
}
to-newest = Ir al mensaje más reciente
loading-earlier = Cargando mensajes anteriores…
load-earlier = Cargar mensajes anteriores
history-failed = No se pudieron cargar los mensajes anteriores.
try-again = Reintentar
beginning = Aquí empieza la conversación.
# A line above what came meanwhile.
new-since = Nuevo desde tu última visita
announcement = { $name }: { $text }
role = { $role ->
    [moderator] Moderación
    [organiser] Organización
   *[participant] Participante
}
removed = Mensaje eliminado
earlier-message = Un mensaje anterior
in-reply-to = En respuesta a { $name }:
# Beside the time of a message.
mentions-you = le menciona
show-more = Mostrar más
show-less = Mostrar menos
reply = Responder
reply-to = Responder a { $name }
remove = Eliminar
remove-of = Eliminar el mensaje de { $name }
moderate-of = Moderación del mensaje de { $name }
remove-own = Eliminar tu mensaje
remove-sure = ¿Eliminar este mensaje para todo el mundo?
remove-reason = Motivo (opcional)
removing = Eliminando…
keep = Conservar
remove-failed = No se eliminó. { refusal }
report = Denunciar
report-of = Denunciar el mensaje de { $name }
report-why = ¿Qué tiene de malo?
report-hint = Solo los moderadores ven esto y quién denuncia.
reported = Denunciado. Los moderadores lo revisan.
# $code: of the server's error; all others are told as elsewhere
report-failed = { $code ->
    [forbidden] Ha denunciado mucho en poco tiempo. Espere un poco.
    [not_found] El mensaje ya no está.
   *[other] No denunciado. { refusal }
}
ok = Aceptar
cancel = Cancelar
edit = Editar
edit-own = Editar tu mensaje
edited = editado
saving = Guardando…
# $code: of the server's error; all others are told as elsewhere
edit-failed = { $code ->
    [forbidden] Este mensaje ya no se puede cambiar, o un filtro retiene textos así.
   *[other] No se cambió. { refusal }
}
edit-again = Editar de nuevo
react = Reaccionar
react-to = Reaccionar al mensaje de { $name }
reactions = Reacciones
# Spoken for the button that shows an emoji and how many people chose it.
reaction = { $emoji }, { $count ->
    [one] { $count } persona
   *[other] { $count } personas
}
react-failed = Tu reacción no se guardó. { refusal }

## Finding messages

search = Buscar
search-messages = Buscar en los mensajes
searching = Buscando…
found = { $count ->
    [one] { $count } mensaje encontrado
   *[other] { $count } mensajes encontrados
}
found-none = No se encontró nada
search-further = Buscar más atrás
finding-failed = No funcionó. { refusal }
around = En torno a un mensaje del { $day }
message-missing = Aquí no hay ningún mensaje así.

## What one has written

sending = Enviando…
waiting = Pendiente de envío
paced = Se enviará en un momento: la sala va a ritmo pausado
sent = Enviado
discard = Descartar
refusal = { $code ->
    [bad_text] El servidor no acepta este texto.
    [too_long] Este texto es demasiado largo.
    [forbidden] No tienes permiso para hacer esto.
    [slow_down] Demasiado rápido. Espera un momento.
    [muted] La moderación te ha silenciado.
    [banned] Se te ha expulsado de esta sala.
    [room_locked] La sala está cerrada a mensajes nuevos.
    [not_found] El mensaje en cuestión ya no existe.
    [not_joined] Primero tienes que unirte.
    [unavailable] El servidor no puede guardar mensajes en este momento.
   *[other] Algo salió mal.
}
write = Escribir un mensaje
write-placeholder = Escribe un mensaje…
write-as = Escribe como { $name }…
# The list of names while one writes an @.
mentionable = Personas que mencionar
send = Enviar
enter-sends = Intro envía, Mayús + Intro empieza otra línea
replying-to = Respondiendo a { $name }
cancel-reply = Cancelar la respuesta
# Above the field one writes in, while it holds a message of one's own.
editing = Editando tu mensaje
cancel-edit = Dejar de editar
save = Guardar
characters-left = { $count ->
    [one] Queda { $count } carácter
   *[other] Quedan { $count } caracteres
}
characters-over = { $count ->
    [one] Sobra { $count } carácter. Tu texto se queda aquí hasta que quepa.
   *[other] Sobran { $count } caracteres. Tu texto se queda aquí hasta que quepa.
}
too-big = Este texto es demasiado grande para enviarlo. Se queda aquí hasta que quepa.
# Below the field, once the text is too long.
long-title = ¿Demasiado largo para el chat?
long-hint = Envíalo a la lista de correo, donde hay espacio. Tu texto se queda aquí hasta que lo cambies.
long-hint-copy = Cópialo y envíalo de otra forma. Tu texto se queda aquí hasta que lo cambies.
long-mail = Escribir a la lista de correo
long-copy-mail = Copiar y escribir a la lista de correo
long-list = Ir a la lista de correo
long-copy = Copiar el texto
# Above the quoted message in a mail.
long-wrote = { $name } escribió:
copied = Copiado. Ya puedes pegarlo.
copy-failed = Tu navegador no permite copiar aquí. Selecciona el texto y cópialo tú.

## Joining

join-to-write = Únete para escribir
join-hint = Para leer no hace falta nombre.
join-waiting = Lo que escribiste se conserva. Podrás enviarlo cuando te hayas unido.
join-invited = Tienes una invitación
join-invited-hint = Elige el nombre que verán los demás.
join-with-invite = Únete con tu invitación
invite-code = Enlace o código de invitación
name = Tu nombre
name-missing = Escribe un nombre.
join = Unirse
joining = Un momento…
not-now = Ahora no
join-failed = { $code ->
    [name_taken] Este nombre ya está en uso o se parece demasiado a otro. Elige uno distinto.
    [bad_name] Elige otro nombre: una línea de 1 a 40 caracteres visibles.
    [forbidden] Hace falta una invitación válida. La que diste puede haber caducado o haberse usado ya; pide un enlace nuevo.
    [not_found] Esta invitación no se conoce. Puede haber caducado o haberse usado ya.
    [unavailable] No se puede contactar con el servidor. Inténtalo de nuevo en un momento.
    [slow_down] Se está uniendo demasiada gente desde aquí. Inténtalo de nuevo en un momento.
   *[other] { refusal }
}

## Settings

settings = Ajustes
announce = Qué lee un lector de pantalla
announce-all = Todos los mensajes nuevos
announce-mentions = Solo los que me mencionan
announce-none = Nada
low-data = Ahorrar datos
low-data-hint = Los mensajes anteriores llegan en partes más pequeñas, y solo cuando los pide. Se omiten las reacciones y el número de personas presentes.

## Sharing and embedding

pop-out = Abrir en una ventana aparte
share = Compartir e insertar
close = Cerrar
copy = Copiar
# $name: what it is that is copied, as below
copy-named = Copiar: { $name }
copied-named = Copiado: { $name }
share-address = Dirección
share-address-hint = Para compartirla, o para WordPress: sola en una línea se convierte en el chat.
share-element = En tu página
share-element-hint = Para cualquier página web. La organización permite tu sitio en el archivo del evento, en «embed_on».
share-frame = En tu página, sin scripts
share-plain = Página sencilla
share-plain-hint = Leer y escribir sin scripts, en cualquier dispositivo.
share-look = Abrir la página sencilla

## The moderators’ page

room = Sala
moderating-as = Moderas como
moderate-refused = Esta página es para la moderación y la organización de este evento.
moderate-refused-as = Estás aquí como { $name }, sin permiso para moderar.
moderate-refused-hint = Abre el enlace de invitación que recibiste o únete con él aquí abajo. Unirse solo con un nombre no da derecho a eliminar mensajes.

## The plain page

to-messages = Ir a los mensajes
to-live-page = Página en vivo
error-in = Error: { $title }
newest-messages = Mensajes más recientes
earlier-messages = Mensajes anteriores
later-messages = Mensajes posteriores
newest-first = Más recientes primero
newest-last = Más recientes al final
refresh = Actualizar
renews = { $count ->
    [one] Esta página se actualiza cada segundo.
   *[other] Esta página se actualiza cada { $count } segundos.
}
renews-stop = Detener
stays = Esta página no se actualiza sola.
stays-renew = Que se actualice sola
nothing-further = No hay nada más en esta dirección.
in-reply-to-removed = En respuesta a un mensaje eliminado
in-reply-to-earlier = En respuesta a un mensaje anterior
message-as = Tu mensaje, como { $name }
characters-most = { $count ->
    [one] Hasta { $count } carácter
   *[other] Hasta { $count } caracteres
}
written-kept = Lo que escribiste se conserva:
invite-code-optional = Enlace o código de invitación (si tienes uno)
plain-pass = La página que recibirás ahora es tu pase: no hay cookies. Si la cierras, tendrás que unirte de nuevo con otro nombre.
times-of = Las horas son las de { $zone }.
plain-promise = Esta página no necesita ningún script ni guarda cookies.
joined-as = Estás aquí como { $name }.
posted = Tu mensaje está publicado.
removed-now = El mensaje se eliminó.
join-here = Únete en esta página, no desde el formulario de otro sitio.
nothing-written = Escribe algo primero.
reason-too-long = Un motivo es una línea de 200 caracteres como máximo.
slow-down-for = { $count ->
    [one] Demasiado rápido. Vuelve a enviarlo dentro de un segundo.
   *[other] Demasiado rápido. Vuelve a enviarlo dentro de { $count } segundos.
}
muted-seconds = { $count ->
    [one] La moderación te ha silenciado. Podrás volver a escribir dentro de un segundo.
   *[other] La moderación te ha silenciado. Podrás volver a escribir dentro de { $count } segundos.
}
muted-minutes = { $count ->
    [one] La moderación te ha silenciado. Podrás volver a escribir dentro de un minuto.
   *[other] La moderación te ha silenciado. Podrás volver a escribir dentro de { $count } minutos.
}
plain-refusal = { $code ->
    [forbidden] Solo puede hacerlo la moderación o quien escribió el mensaje.
    [slow_down] Demasiado rápido. Vuelve a enviarlo en un momento.
    [not_joined] Ya no se te conoce aquí. Únete de nuevo; lo que escribiste se conserva.
    [nonce_reused] Desde este formulario ya se envió otro mensaje. Si este es nuevo, envíalo ahora.
    [unavailable] El servidor no puede guardar nada en este momento; no se guardó nada. Inténtalo pronto de nuevo.
    [internal] No se sabe si esto se guardó. Vuelve a enviarlo: aparecerá una sola vez.
   *[other] { refusal }
}

## What is kept until it can be sent

# Above a message that somebody wrote in this browser who joined under another name.
outbox-another = Escribiste esto con otro nombre.
outbox-send-as = Enviarlo como { $name }
outbox-full = Hay demasiados mensajes pendientes de envío. Tu texto se queda aquí hasta que haya sitio.

## The sessions of the programme

session-now = Ahora:
session-next = Después:
session-line = Sesión:
session-on = en curso
session-start = Empezar
session-end = Terminar

## What comes after one reads

rest-failed = No se pudo cargar lo necesario para escribir y buscar.
keep-failed = No se pudo cargar lo necesario para moderar.

## What moderators do, and what those are told whom it is about

removed-yours = Un moderador retiró tu mensaje.
reason-given = Motivo: { $reason }
ban-until = Termina: { $time }.
muted-until = Un moderador te ha silenciado hasta: { $time }. Lo que escribas se queda aquí.
told-role = Tu función aquí es ahora: { role }.
act-on = { act }: { $name }
for-how-long = Durante cuánto tiempo
of-the-last = Sus mensajes de los últimos
ban-network = Impedir también por un tiempo que entren nuevos invitados desde su red
and-then = Y después
find-person = Buscar por nombre
until-time = hasta: { $time }
network-until = su red hasta: { $time }
log-what = Qué
log-who = Quién
log-whom = A quién
log-all = Todo
log-empty = No hay acciones que mostrar.
log-older = Acciones anteriores
save-as = Guardar el registro como { $format }
undo = Deshacer
undo-of = Deshacer la acción { $number }
undone = deshecha
undone-by = deshecha por { $name }
keys = Teclas
key-next = Mensaje siguiente
key-previous = Mensaje anterior
key-undo = Deshacer tu última acción
act-failed = No se hizo. { refusal }
already-so = Ya estaba así.
done-before = { $name } ya lo había hecho.
nothing-to-undo = No tienes nada que deshacer.
# $text: what was done
cannot-undo = { $text }: esto no se puede deshacer.
act = { $kind ->
    [remove] Retirar
    [restore] Restaurar
    [erase] Borrar para siempre
    [clear] Limpiar
    [mute] Silenciar
    [unmute] Dejar de silenciar
    [ban] Expulsar
    [unban] Levantar la expulsión
    [appoint] Hacer moderador
    [approve] Aprobar
    [reject] Rechazar
    [keep] Conservar
    [pin] Fijar
    [unpin] Dejar de fijar
   *[dismiss] Retirar como moderador
}
act-done = { $kind ->
    [remove] Retirado
    [restore] Restaurado
    [erase] Borrado
    [clear] Mensajes limpiados
    [mute] Silenciado
    [unmute] Ya no silenciado
    [ban] Expulsado
    [unban] Expulsión levantada
    [switch] Ajustes de la sala cambiados
    [pin] Fijado
    [unpin] Ya no fijado
    [approve] Aprobado
    [reject] Rechazado
    [keep] Conservado pese a la denuncia
    [invite] Invitación creada
    [uninvite] Invitación terminada
    [filters] Filtros cambiados
    [watch] Se hizo cargo de la sala
    [unwatch] Dejó la sala
   *[role] Función cambiada
}
span = { $span ->
    [m10] 10 minutos
    [h1] 1 hora
    [d1] 1 día
    [w1] 1 semana
    [d30] 30 días
   *[ever] Para siempre
}
then = { $then ->
    [mute] Silenciar 1 hora
    [ban] Expulsar para siempre
   *[nothing] Nada más
}
usual-reason = { $reason ->
    [insult] Insulto
    [spam] Spam
    [topic] Fuera de tema
   *[private] Datos privados
}
view = { $view ->
    [people] Personas
    [log] Registro
    [queue] Cola
    [rooms] Salas
    [switches] Ajustes
    [invites] Invitaciones
    [filters] Filtros
   *[messages] Mensajes
}
views = Vistas
# Posts, or reported messages.
waiting-posts = { $count ->
    [one] { $count } en espera
    [many] { $count } en espera
   *[other] { $count } en espera
}
queue-empty = Nada espera. Lo retenido o denunciado aparece aquí por sí solo.
queue-hint = Las flechas arriba y abajo van de uno a otro. A aprueba o conserva, R rechaza o retira, M silencia, B expulsa, C limpia.
# Of what one rejects or removes.
reason-told = Motivo que se comunica al autor
reason-none = Ninguno
reason-own = Con mis palabras
# $text: the words or kinds of addresses for which a filter held it
caught-by = Filtro: { $text }
reported-by = { $count ->
    [one] Denunciado por { $count } persona
    [many] Denunciado por { $count } personas
   *[other] Denunciado por { $count } personas
}
filters-hint = Lo que un filtro retiene espera en la cola. No se borra nada. Quienes moderan u organizan están exentos.
filters-list = { $kind ->
    [patterns] Patrones (expresiones regulares), uno por línea
    [hosts] Sitios a los que se puede enlazar, con todo lo que hay debajo, uno por línea
   *[words] Palabras y frases, una por línea
}
filters-sign = { $kind ->
    [links] Retener los enlaces
   *[shouting] Retener los textos todo en mayúsculas
}
filters-count = { $kind ->
    [floods] El mismo texto de varias personas en un minuto
   *[repeated] El mismo texto de una persona en diez minutos
}
filter-times = { $count ->
    [one] a partir de { $count } vez
   *[other] a partir de { $count } veces
}
filter-people = { $count ->
    [one] a partir de { $count } persona
   *[other] a partir de { $count } personas
}
filters-stale = Alguien más ha cambiado los filtros mientras tanto. Los suyos no se han guardado.
filters-reload = Mostrar los otros
filters-try = Probar con el último día
filter-wrong = { $kind ->
    [patterns] Línea { $line }, carácter { $column }: este patrón no se puede usar.
    [hosts] Línea { $line }: esto no es un sitio, como example.org.
   *[words] Línea { $line }, carácter { $column }: esto no se puede usar.
}
filter-name = { $kind ->
    [words] Palabras
    [patterns] Patrón
    [links] Enlaces
    [repeated] Repetido
    [shouting] Mayúsculas
   *[floods] Lo mismo de varias personas
}
trial-none = No se habría retenido nada del último día.
trial-found = { $count ->
    [one] Se habría retenido { $count } mensaje del último día.
   *[other] Se habrían retenido { $count } mensajes del último día.
}
trial-partial = Había más de lo que se puede examinar.
judged-before = { $kind ->
    [approve] { $name } ya lo había aprobado.
    [keep] { $name } ya lo había conservado.
    [remove] { $name } ya lo había retirado.
   *[reject] { $name } ya lo había rechazado.
}
key-queue = A la cola
newest-at = Último mensaje: { $time }
# Beside a room: what is switched there.
in-use = { $kind ->
    [calm] En calma
    [locked] Cerrada
    [participants_only] Los invitados solo leen
    [links] Sin enlaces
    [first] Los primeros mensajes esperan
    [guests] Los mensajes de invitados esperan
    [everybody] Todos los mensajes esperan
   *[slow] Modo lento
}
switch = { $kind ->
    [calm] Calmar la sala
    [locked] Solo escriben los moderadores
    [participants_only] Los invitados solo leen
    [links] Los invitados pueden escribir enlaces
    [hold] Esperan a un moderador
   *[slow_mode_ms] Modo lento
}
hold = { $kind ->
    [first] Primeros mensajes de invitados
    [guests] Todos los invitados
    [everybody] Todos
   *[nobody] Nadie
}
on-off = { $kind ->
    [true] sí
   *[false] no
}
# A switch and what it was set to.
set-to = { $name }: { $text }
calm-hint = Modo lento de 30 segundos, los mensajes de invitados esperan a un moderador y no pueden enviar enlaces, hasta que lo termines.
calm-end = Terminar la calma
invite-role = Función
invite-name = Nombre para el saludo (opcional)
invite-uses = Cuántos pueden unirse con él
invite-make = Crear un enlace
invite-made = Este enlace solo se muestra ahora. Cópialo y compártelo.
invite-link = Enlace de invitación
# How many may still join by an invite.
uses-left = { $count ->
    [one] para { $count } más
    [many] para { $count } más
   *[other] para { $count } más
}
invite-end = Terminar
invite-end-of = Terminar esta invitación: { role }
invites-none = Ahora no hay ninguna invitación válida.
told-cleared = { $count ->
    [one] Un moderador retiró uno de tus mensajes.
    [many] Un moderador retiró { $count } de tus mensajes.
   *[other] Un moderador retiró { $count } de tus mensajes.
}
so-many = { $count ->
    [one] { $count } mensaje
    [many] { $count } de mensajes
   *[other] { $count } mensajes
}

## What moderators know of a person and of each other

# After what was done to somebody, where the event says by whom.
done-by = Por { $name }.
room-had = { $name } está a cargo de la sala desde: { $time }.
room-mine = Estás a cargo de la sala desde: { $time }.
room-free = Nadie está a cargo de esta sala.
room-take = Me encargo de la sala
room-leave = Dejar la sala
# To the other moderators: one of them removes much.
removes-much = { $count ->
    [one] { $name } retiró { $count } mensaje en un minuto.
    [many] { $name } retiró { $count } de mensajes en un minuto.
   *[other] { $name } retiró { $count } mensajes en un minuto.
}
see-person = Ver a { $name }
all-people = Todas las personas
joined-at = Se unió: { $time }
notes = Notas
notes-hint = Solo las ven los moderadores.
note-new = Nueva nota
note-add = Añadir nota
note-take = Quitar
note-take-of = Quitar la nota de { $name }
noted = Anotado.
# Above the text of a removed message.
kept-until = Retirado. Los moderadores pueden leerlo hasta: { $time }
done-to-them = Lo que se le hizo
written-none = Aún no ha escrito nada.
go-to-message = Ir a este mensaje
message-far = Este mensaje está demasiado atrás para mostrarlo aquí.
go-to-room = Ir a la sala

## A room that is made quieter

held-yours = Tu mensaje espera a un moderador.
pinned = Fijado
pin = Fijar
pin-of = Fijar el mensaje de { $name }
unpin = Dejar de fijar
unpin-of = Dejar de fijar el mensaje de { $name }
pin-failed = { $code ->
    [forbidden] Ya hay tres mensajes fijados. Quita antes uno de ellos.
   *[other] No se hizo. { refusal }
}
announcement-sign = Anuncio
announcement-of = Anuncio de { $name }: { $text }
as-announcement = Como anuncio
held-sign = espera a la moderación
held-first = La moderación revisa los mensajes antes de que aparezcan aquí.
told-rejected = La moderación no dejó pasar tu mensaje.
closed-by = { $code ->
    [locked] Por ahora aquí solo escribe la moderación.
   *[participants_only] Por ahora aquí solo escriben participantes con invitación.
}
links-off = Aquí los invitados no pueden poner enlaces. Quita la dirección y podrás enviar tu mensaje.
slow-seconds = { $count ->
    [one] Modo lento: un mensaje por segundo.
   *[other] Modo lento: un mensaje cada { $count } segundos.
}
slow-minutes = { $count ->
    [one] Modo lento: un mensaje por minuto.
   *[other] Modo lento: un mensaje cada { $count } minutos.
}
write-in-seconds = { $count ->
    [one] Podrás volver a escribir dentro de un segundo.
   *[other] Podrás volver a escribir dentro de { $count } segundos.
}
write-in-minutes = { $count ->
    [one] Podrás volver a escribir dentro de un minuto.
   *[other] Podrás volver a escribir dentro de { $count } minutos.
}
write-now = Ya puedes volver a escribir.
