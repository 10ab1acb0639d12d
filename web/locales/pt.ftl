language-name = Português
language-direction = ltr

## Pages

languages = Idioma
events = Eventos
events-hint = Cada um tem um chat ao vivo. Para ler, não é preciso ter conta.
events-none = Ainda não há nenhum evento público.
events-all = Todos os eventos públicos
rooms = Salas
taking-part = Participar
mailing-list = Para intervenções mais longas, escreva para a lista de discussão:
hashtag = Hashtag em outros lugares:
website = Mais sobre o evento:
programme = Programação
facilitated-by = Facilitação: { $name }
to-chat = Ir para o chat ao vivo
chat = Chat ao vivo
chat-loading = O chat ao vivo está carregando…
chat-needs-scripts = O chat ao vivo precisa de JavaScript, que está desativado aqui.
to-plain = Ler e escrever na página simples
moderate = Moderação
moderate-loading = A página de moderação está carregando…
moderate-needs-scripts = A página de moderação precisa de JavaScript, que está desativado aqui.
problem-not-found = Não há nada aqui
problem-not-found-hint = Esse evento, sala ou página não existe.
problem-unavailable = Voltamos em instantes
problem-unavailable-hint = O servidor não consegue acessar seus dados agora. Tente novamente em instantes.
problem-too-long = Texto demais
problem-too-long-hint = É texto demais para uma só mensagem. Volte, ele ainda está lá, e encurte-o.
problem-internal = Algo deu errado
problem-internal-hint = O servidor não conseguiu fazer isso. O erro foi registrado.

date = { $day } de { $month ->
    [1] janeiro
    [2] fevereiro
    [3] março
    [4] abril
    [5] maio
    [6] junho
    [7] julho
    [8] agosto
    [9] setembro
    [10] outubro
    [11] novembro
   *[12] dezembro
} de { $year }
moment = { $date }, { $time }
until = até { $moment }
day = { $weekday ->
    [1] segunda-feira
    [2] terça-feira
    [3] quarta-feira
    [4] quinta-feira
    [5] sexta-feira
    [6] sábado
   *[7] domingo
}, { $date }

## The room

online = { $count } online
connecting = Conectando…
offline = Sem conexão – reconectando. O que você escreve fica guardado.
offline-reader = Sem conexão – reconectando.
stuck = Esta rede não deixa passar mensagens ao vivo.
to-plain-instead = Continuar na página simples
ended = { $code ->
    [1008] O servidor fechou esta conexão porque ela quebrou uma regra do canal. Recarregar a página pode ajudar.
    [1009] O servidor fechou esta conexão porque uma mensagem era grande demais. Recarregar a página pode ajudar.
    [4003] Seu acesso a esta sala foi bloqueado.
    [4004] Essa sala não existe.
   *[other] A conexão foi fechada.
}
reload = Recarregar a página

## Messages

messages = Mensagens
messages-hint = As setas para cima e para baixo passam de uma mensagem a outra.
members-only = Para ler aqui, é preciso entrar.
empty = Nada foi dito ainda
empty-reader = As mensagens aparecem aqui assim que são escritas.
empty-joined = A primeira mensagem pode ser a sua.
new-messages = { $count ->
    [one] { $count } mensagem nova
   *[other] { $count } mensagens novas
}
to-newest = Ir para a mensagem mais recente
loading-earlier = Carregando mensagens anteriores…
load-earlier = Carregar mensagens anteriores
history-failed = Não foi possível carregar as mensagens anteriores.
try-again = Tentar novamente
beginning = A conversa começa aqui.
# A line above what came meanwhile.
new-since = Novo desde a sua última visita
announcement = { $name }: { $text }
role = { $role ->
    [moderator] Moderação
    [organiser] Organização
   *[participant] Participante
}
removed = Mensagem removida
earlier-message = Uma mensagem anterior
in-reply-to = Em resposta a { $name }:
# Beside the time of a message.
mentions-you = menciona você
show-more = Mostrar mais
show-less = Mostrar menos
reply = Responder
reply-to = Responder a { $name }
remove = Remover
remove-of = Remover mensagem de { $name }
moderate-of = Moderação da mensagem de { $name }
remove-own = Remover sua mensagem
remove-sure = Remover esta mensagem para todas as pessoas?
remove-reason = Motivo (opcional)
removing = Removendo…
keep = Manter
remove-failed = Não foi removida. { refusal }
report = Denunciar
report-of = Denunciar a mensagem de { $name }
report-why = O que há de errado com ela?
report-hint = Só os moderadores veem isto e quem denuncia.
reported = Denunciada. Os moderadores vão ver.
# $code: of the server's error; all others are told as elsewhere
report-failed = { $code ->
    [forbidden] Você denunciou muito em pouco tempo. Espere um pouco.
    [not_found] A mensagem já não está lá.
   *[other] Não denunciada. { refusal }
}
ok = OK
cancel = Cancelar
edit = Editar
edit-own = Editar sua mensagem
edited = editada
saving = Salvando…
# $code: of the server's error; all others are told as elsewhere
edit-failed = { $code ->
    [forbidden] Esta mensagem já não pode ser alterada, ou um filtro retém textos assim.
   *[other] Não foi alterada. { refusal }
}
edit-again = Editar de novo
react = Reagir
react-to = Reagir à mensagem de { $name }
reactions = Reações
# Spoken for the button that shows an emoji and how many people chose it.
reaction = { $emoji }, { $count ->
    [one] { $count } pessoa
   *[other] { $count } pessoas
}
react-failed = Sua reação não foi salva. { refusal }

## Finding messages

search = Buscar
search-messages = Buscar nas mensagens
searching = Buscando…
found = { $count ->
    [one] { $count } mensagem encontrada
   *[other] { $count } mensagens encontradas
}
found-none = Nada encontrado
search-further = Buscar mais atrás
finding-failed = Não deu certo. { refusal }
around = Em torno de uma mensagem de { $day }
message-missing = Não existe essa mensagem aqui.

## What one has written

sending = Enviando…
waiting = Aguardando envio
paced = Será enviada em instantes – a sala está em ritmo lento
sent = Enviada
discard = Descartar
refusal = { $code ->
    [bad_text] O servidor não aceita este texto.
    [too_long] Este texto é longo demais.
    [forbidden] Você não tem permissão para fazer isso.
    [slow_down] Rápido demais. Aguarde um momento.
    [muted] A moderação silenciou você.
    [banned] Seu acesso a esta sala foi bloqueado.
    [room_locked] A sala está fechada para novas mensagens.
    [not_found] A mensagem em questão não existe mais.
    [not_joined] Entre primeiro.
    [unavailable] O servidor não consegue guardar mensagens agora.
   *[other] Algo deu errado.
}
write = Escrever uma mensagem
write-placeholder = Escreva uma mensagem…
write-as = Escreva como { $name }…
# The list of names while one writes an @.
mentionable = Pessoas a mencionar
send = Enviar
enter-sends = Enter envia, Shift + Enter começa outra linha
replying-to = Respondendo a { $name }
cancel-reply = Cancelar a resposta
# Above the field one writes in, while it holds a message of one's own.
editing = Editando sua mensagem
cancel-edit = Parar de editar
save = Salvar
characters-left = { $count ->
    [one] Resta { $count } caractere
   *[other] Restam { $count } caracteres
}
characters-over = { $count ->
    [one] { $count } caractere a mais. Seu texto fica aqui até caber.
   *[other] { $count } caracteres a mais. Seu texto fica aqui até caber.
}
too-big = Este texto é grande demais para ser enviado. Ele fica aqui até caber.
# Below the field, once the text is too long.
long-title = Longo demais para o chat?
long-hint = Envie para a lista de discussão, onde há espaço. Seu texto fica aqui até que você o altere.
long-hint-copy = Copie-o e envie-o de outra forma. Seu texto fica aqui até que você o altere.
long-mail = Escrever para a lista de discussão
long-copy-mail = Copiar e escrever para a lista de discussão
long-list = Ir para a lista de discussão
long-copy = Copiar o texto
# Above the quoted message in a mail.
long-wrote = { $name } escreveu:
copied = Copiado. Agora você pode colar.
copy-failed = Seu navegador não permite copiar aqui. Selecione o texto e copie-o manualmente.

## Joining

join-to-write = Entre para escrever
join-hint = Para ler, não é preciso dar um nome.
join-waiting = O que você escreveu está guardado. Você poderá enviá-lo depois de entrar.
join-invited = Você recebeu um convite
join-invited-hint = Escolha o nome que será visto pelas outras pessoas.
join-with-invite = Entre com seu convite
invite-code = Link ou código do convite
name = Seu nome
name-missing = Escreva um nome.
join = Entrar
joining = Entrando…
not-now = Agora não
join-failed = { $code ->
    [name_taken] Este nome já está em uso ou é parecido demais com outro. Escolha um diferente.
    [bad_name] Escolha outro nome: uma linha de 1 a 40 caracteres visíveis.
    [forbidden] É preciso um convite válido. O que foi dado pode ter expirado ou já ter sido usado; peça um novo link.
    [not_found] Este convite não é conhecido. Pode ter expirado ou já ter sido usado.
    [unavailable] Não foi possível contatar o servidor. Tente novamente em instantes.
    [slow_down] Há gente demais entrando a partir daqui. Tente novamente em instantes.
   *[other] { refusal }
}

## Settings

settings = Configurações
announce = O que o leitor de tela lê
announce-all = Todas as mensagens novas
announce-mentions = Só as que me mencionam
announce-none = Nada
low-data = Economizar dados
low-data-hint = As mensagens anteriores chegam em partes menores, e só quando você as pede. As reações e o número de pessoas presentes são omitidos.

## Sharing and embedding

pop-out = Abrir numa janela própria
share = Compartilhar e incorporar
close = Fechar
copy = Copiar
# $name: what it is that is copied, as below
copy-named = Copiar: { $name }
copied-named = Copiado: { $name }
share-address = Endereço
share-address-hint = Para compartilhar, ou para o WordPress: sozinho numa linha, transforma-se no chat.
share-element = Na sua página
share-element-hint = Para qualquer página web. A organização autoriza seu site no arquivo do evento, em “embed_on”.
share-frame = Na sua página, sem scripts
share-plain = Página simples
share-plain-hint = Ler e escrever sem scripts, em qualquer dispositivo.
share-look = Abrir a página simples

## The moderators’ page

room = Sala
moderating-as = Moderando como
moderate-refused = Esta página é para a moderação e a organização deste evento.
moderate-refused-as = Você está aqui como { $name }, sem permissão para moderar.
moderate-refused-hint = Abra o link de convite que recebeu ou entre com ele abaixo. Entrar só com um nome não dá direito a remover mensagens.

## The plain page

to-messages = Ir para as mensagens
to-live-page = Página ao vivo
error-in = Erro: { $title }
newest-messages = Mensagens mais recentes
earlier-messages = Mensagens anteriores
later-messages = Mensagens posteriores
newest-first = Mais recentes primeiro
newest-last = Mais recentes no fim
refresh = Atualizar
renews = { $count ->
    [one] Esta página se atualiza a cada segundo.
   *[other] Esta página se atualiza a cada { $count } segundos.
}
renews-stop = Parar
stays = Esta página não se atualiza sozinha.
stays-renew = Atualizar automaticamente
nothing-further = Não há mais nada nesta direção.
in-reply-to-removed = Em resposta a uma mensagem removida
in-reply-to-earlier = Em resposta a uma mensagem anterior
message-as = Sua mensagem, como { $name }
characters-most = { $count ->
    [one] Até { $count } caractere
   *[other] Até { $count } caracteres
}
written-kept = O que você escreveu está guardado:
invite-code-optional = Link ou código do convite (se tiver um)
plain-pass = A próxima página é o seu passe: não há cookies. Depois de fechada, é preciso entrar de novo com outro nome.
times-of = Os horários são os de { $zone }.
plain-promise = Esta página não precisa de scripts e não usa cookies.
joined-as = Você está aqui como { $name }.
posted = Sua mensagem foi publicada.
removed-now = A mensagem foi removida.
join-here = Entre por esta página, não pelo formulário de outro site.
nothing-written = Escreva algo primeiro.
reason-too-long = Um motivo é uma linha de no máximo 200 caracteres.
slow-down-for = { $count ->
    [one] Rápido demais. Envie de novo em um segundo.
   *[other] Rápido demais. Envie de novo em { $count } segundos.
}
muted-seconds = { $count ->
    [one] A moderação silenciou você. Você poderá escrever de novo em um segundo.
   *[other] A moderação silenciou você. Você poderá escrever de novo em { $count } segundos.
}
muted-minutes = { $count ->
    [one] A moderação silenciou você. Você poderá escrever de novo em um minuto.
   *[other] A moderação silenciou você. Você poderá escrever de novo em { $count } minutos.
}
plain-refusal = { $code ->
    [forbidden] Só a moderação ou quem escreveu a mensagem pode fazer isso.
    [slow_down] Rápido demais. Envie de novo em instantes.
    [not_joined] Você não é mais reconhecido aqui. Entre de novo; o que você escreveu está guardado.
    [nonce_reused] Outra mensagem já foi enviada por este formulário. Se esta é nova, envie-a agora.
    [unavailable] O servidor não consegue guardar nada agora; nada foi guardado. Tente novamente em breve.
    [internal] Não se sabe se isto foi guardado. Envie de novo: aparecerá uma só vez.
   *[other] { refusal }
}

## What is kept until it can be sent

# Above a message that somebody wrote in this browser who joined under another name.
outbox-another = Você escreveu isto com outro nome.
outbox-send-as = Enviar como { $name }
outbox-full = Há mensagens demais aguardando envio. Seu texto fica aqui até haver espaço.

## The sessions of the programme

session-now = Agora:
session-next = A seguir:
session-line = Sessão:
session-on = a decorrer
session-start = Iniciar
session-end = Terminar

## What comes after one reads

rest-failed = Não foi possível carregar o que é preciso para escrever e buscar.
keep-failed = Não foi possível carregar o que é preciso para moderar.

## What moderators do, and what those are told whom it is about

removed-yours = Um moderador removeu a sua mensagem.
reason-given = Motivo: { $reason }
ban-until = Termina: { $time }.
muted-until = Um moderador silenciou-o até { $time }. O que escrever fica aqui.
told-role = A sua função aqui é agora: { role }.
act-on = { act }: { $name }
for-how-long = Durante quanto tempo
of-the-last = As mensagens dos últimos
ban-network = Impedir também, por algum tempo, a entrada de novos convidados da mesma rede
and-then = E depois
find-person = Procurar pelo nome
until-time = até { $time }
network-until = a rede até { $time }
log-what = O quê
log-who = Por quem
log-whom = A quem
log-all = Tudo
log-empty = Não há ações a mostrar.
log-older = Ações anteriores
save-as = Guardar o registo como { $format }
undo = Anular
undo-of = Anular a ação { $number }
undone = anulada
undone-by = anulada por { $name }
keys = Teclas
key-next = Mensagem seguinte
key-previous = Mensagem anterior
key-undo = Anular a sua última ação
act-failed = Não foi feito. { refusal }
already-so = Já estava assim.
done-before = { $name } já o tinha feito.
nothing-to-undo = Não tem nada a anular.
# $text: what was done
cannot-undo = { $text }: isto não pode ser anulado.
act = { $kind ->
    [remove] Remover
    [restore] Repor
    [erase] Apagar de vez
    [clear] Limpar
    [mute] Silenciar
    [unmute] Deixar de silenciar
    [ban] Banir
    [unban] Levantar o banimento
    [appoint] Tornar moderador
    [approve] Aprovar
    [reject] Rejeitar
    [keep] Manter
    [pin] Fixar
    [unpin] Deixar de fixar
   *[dismiss] Dispensar como moderador
}
act-done = { $kind ->
    [remove] Removido
    [restore] Reposto
    [erase] Apagado
    [clear] Mensagens limpas
    [mute] Silenciado
    [unmute] Já não silenciado
    [ban] Banido
    [unban] Banimento levantado
    [switch] Definições da sala alteradas
    [pin] Fixado
    [unpin] Já não fixado
    [approve] Aprovado
    [reject] Rejeitado
    [keep] Mantido apesar da denúncia
    [invite] Convite criado
    [uninvite] Convite encerrado
    [filters] Filtros alterados
    [watch] Assumiu a sala
    [unwatch] Deixou a sala
   *[role] Função alterada
}
span = { $span ->
    [m10] 10 minutos
    [h1] 1 hora
    [d1] 1 dia
    [w1] 1 semana
    [d30] 30 dias
   *[ever] Para sempre
}
then = { $then ->
    [mute] Silenciar 1 hora
    [ban] Banir de vez
   *[nothing] Mais nada
}
usual-reason = { $reason ->
    [insult] Insulto
    [spam] Spam
    [topic] Fora do tema
   *[private] Dados privados
}
view = { $view ->
    [people] Pessoas
    [log] Registo
    [queue] Fila
    [rooms] Salas
    [switches] Ajustes
    [invites] Convites
    [filters] Filtros
   *[messages] Mensagens
}
views = Vistas
# Posts, or reported messages.
waiting-posts = { $count ->
    [one] { $count } à espera
    [many] { $count } à espera
   *[other] { $count } à espera
}
queue-empty = Nada espera. O que for retido ou denunciado aparece aqui sozinho.
queue-hint = As setas para cima e para baixo passam de um para o outro. A aprova ou mantém, R rejeita ou remove, M silencia, B bane, C limpa.
# Of what one rejects or removes.
reason-told = Motivo comunicado ao autor
reason-none = Nenhum
reason-own = Por palavras minhas
# $text: the words or kinds of addresses for which a filter held it
caught-by = Filtro: { $text }
reported-by = { $count ->
    [one] Denunciada por { $count } pessoa
    [many] Denunciada por { $count } pessoas
   *[other] Denunciada por { $count } pessoas
}
filters-hint = O que um filtro retém espera na fila. Nada é apagado. Quem modera ou organiza está isento.
filters-list = { $kind ->
    [patterns] Padrões (expressões regulares), um por linha
    [hosts] Endereços que podem ser ligados, com tudo abaixo deles, um por linha
   *[words] Palavras e frases, uma por linha
}
filters-sign = { $kind ->
    [links] Reter ligações
   *[shouting] Reter textos só em maiúsculas
}
filters-count = { $kind ->
    [floods] O mesmo texto de várias pessoas num minuto
   *[repeated] O mesmo texto de uma pessoa em dez minutos
}
filter-times = { $count ->
    [one] a partir de { $count } vez
   *[other] a partir de { $count } vezes
}
filter-people = { $count ->
    [one] a partir de { $count } pessoa
   *[other] a partir de { $count } pessoas
}
filters-stale = Entretanto, outra pessoa alterou os filtros. Os seus não foram guardados.
filters-reload = Mostrar os dela
filters-try = Experimentar com o último dia
filter-wrong = { $kind ->
    [patterns] Linha { $line }, carácter { $column }: este padrão não pode ser usado.
    [hosts] Linha { $line }: isto não é um endereço, como example.org.
   *[words] Linha { $line }, carácter { $column }: isto não pode ser usado.
}
filter-name = { $kind ->
    [words] Palavras
    [patterns] Padrão
    [links] Ligações
    [repeated] Repetido
    [shouting] Maiúsculas
   *[floods] O mesmo de várias pessoas
}
trial-none = Nada do último dia teria sido retido.
trial-found = { $count ->
    [one] { $count } mensagem do último dia teria sido retida.
   *[other] { $count } mensagens do último dia teriam sido retidas.
}
trial-partial = Havia mais do que se pode examinar.
judged-before = { $kind ->
    [approve] { $name } já o tinha aprovado.
    [keep] { $name } já o tinha mantido.
    [remove] { $name } já o tinha removido.
   *[reject] { $name } já o tinha rejeitado.
}
key-queue = Para a fila
newest-at = Última mensagem: { $time }
# Beside a room: what is switched there.
in-use = { $kind ->
    [calm] Acalmada
    [locked] Fechada
    [participants_only] Convidados só leem
    [links] Sem links
    [first] As primeiras mensagens esperam
    [guests] As mensagens dos convidados esperam
    [everybody] Todas as mensagens esperam
   *[slow] Modo lento
}
switch = { $kind ->
    [calm] Acalmar a sala
    [locked] Só os moderadores escrevem
    [participants_only] Convidados só leem
    [links] Os convidados podem escrever links
    [hold] Esperam por um moderador
   *[slow_mode_ms] Modo lento
}
hold = { $kind ->
    [first] Primeiras mensagens de convidados
    [guests] Todos os convidados
    [everybody] Todos
   *[nobody] Ninguém
}
on-off = { $kind ->
    [true] sim
   *[false] não
}
# A switch and what it was set to.
set-to = { $name }: { $text }
calm-hint = Modo lento de 30 segundos, as mensagens dos convidados esperam por um moderador e não levam links, até você terminar.
calm-end = Terminar a calma
invite-role = Função
invite-name = Nome para a saudação (opcional)
invite-uses = Quantos podem entrar com ele
invite-make = Criar um link
invite-made = Este link só aparece agora. Copie-o e distribua-o.
invite-link = Link do convite
# How many may still join by an invite.
uses-left = { $count ->
    [one] para mais { $count }
    [many] para mais { $count }
   *[other] para mais { $count }
}
invite-end = Encerrar
invite-end-of = Encerrar este convite: { role }
invites-none = Nenhum convite vale neste momento.
told-cleared = { $count ->
    [one] Um moderador removeu { $count } das suas mensagens.
    [many] Um moderador removeu { $count } das suas mensagens.
   *[other] Um moderador removeu { $count } das suas mensagens.
}
so-many = { $count ->
    [one] { $count } mensagem
    [many] { $count } de mensagens
   *[other] { $count } mensagens
}

## What moderators know of a person and of each other

# After what was done to somebody, where the event says by whom.
done-by = Por { $name }.
room-had = { $name } está com a sala desde { $time }.
room-mine = Está com a sala desde { $time }.
room-free = Ninguém está com esta sala.
room-take = Fico com a sala
room-leave = Deixar a sala
# To the other moderators: one of them removes much.
removes-much = { $count ->
    [one] { $name } removeu { $count } mensagem num minuto.
    [many] { $name } removeu { $count } de mensagens num minuto.
   *[other] { $name } removeu { $count } mensagens num minuto.
}
see-person = Ver { $name }
all-people = Todas as pessoas
joined-at = Entrada: { $time }
notes = Notas
notes-hint = Só os moderadores as veem.
note-new = Nova nota
note-add = Adicionar nota
note-take = Retirar
note-take-of = Retirar a nota de { $name }
noted = Anotado.
# Above the text of a removed message.
kept-until = Removido. Os moderadores podem ler até { $time }:
done-to-them = O que lhe foi feito
written-none = Ainda nada escrito.
go-to-message = Ir para esta mensagem
message-far = Esta mensagem está demasiado atrás para ser mostrada aqui.
go-to-room = Ir para a sala

## A room that is made quieter

held-yours = Sua mensagem espera por um moderador.
pinned = Fixado
pin = Fixar
pin-of = Fixar mensagem de { $name }
unpin = Desafixar
unpin-of = Desafixar mensagem de { $name }
pin-failed = { $code ->
    [forbidden] Já há três mensagens fixadas. Desafixe uma delas antes.
   *[other] Não foi feito. { refusal }
}
announcement-sign = Anúncio
announcement-of = Anúncio de { $name }: { $text }
as-announcement = Como anúncio
held-sign = espera pela moderação
held-first = A moderação lê as mensagens antes de aparecerem aqui.
told-rejected = A moderação não deixou passar a sua mensagem.
closed-by = { $code ->
    [locked] Por enquanto, só a moderação escreve aqui.
   *[participants_only] Por enquanto, só participantes com convite escrevem aqui.
}
links-off = Aqui, convidados não podem enviar links. Tire o endereço para enviar a mensagem.
slow-seconds = { $count ->
    [one] Modo lento: uma mensagem por segundo.
   *[other] Modo lento: uma mensagem a cada { $count } segundos.
}
slow-minutes = { $count ->
    [one] Modo lento: uma mensagem por minuto.
   *[other] Modo lento: uma mensagem a cada { $count } minutos.
}
write-in-seconds = { $count ->
    [one] Você poderá escrever de novo em um segundo.
   *[other] Você poderá escrever de novo em { $count } segundos.
}
write-in-minutes = { $count ->
    [one] Você poderá escrever de novo em um minuto.
   *[other] Você poderá escrever de novo em { $count } minutos.
}
write-now = Você já pode escrever de novo.
