<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>Filter</name>
    <message>
        <source>The regular expression is wrong here: %1.</source>
        <translation>Der reguläre Ausdruck ist hier falsch: %1.</translation>
    </message>
    <message>
        <source>“%1” is one of: %2.</source>
        <translation>„%1“ ist eines von: %2.</translation>
    </message>
    <message>
        <source>Nothing is beyond “%1”.</source>
        <translation>Jenseits von „%1“ ist nichts.</translation>
    </message>
    <message>
        <source>“%1” is text: write %1:word or %1=word.</source>
        <translation>„%1“ ist Text: schreiben Sie %1:wort oder %1=wort.</translation>
    </message>
    <message>
        <source>Write a word here.</source>
        <translation>Schreiben Sie hier ein Wort.</translation>
    </message>
    <message>
        <source>“%1” needs a number here, such as %2.</source>
        <translation>„%1“ braucht hier eine Zahl, etwa %2.</translation>
    </message>
    <message>
        <source>There is no column “%1”. Columns: %2. To search for the text, put it in quotes.</source>
        <translation>Es gibt keine Spalte „%1“. Spalten: %2. Um den Text zu suchen, setzen Sie ihn in Anführungszeichen.</translation>
    </message>
    <message>
        <source>Write a value behind “%1%2”.</source>
        <translation>Schreiben Sie einen Wert hinter „%1%2“.</translation>
    </message>
    <message>
        <source>The regular expression has no end: write a second “/”.</source>
        <translation>Der reguläre Ausdruck hat kein Ende: schreiben Sie ein zweites „/“.</translation>
    </message>
    <message>
        <source>The quote has no end: write a second &quot;.</source>
        <translation>Das Zitat hat kein Ende: schreiben Sie ein zweites &quot;.</translation>
    </message>
    <message>
        <source>Sort by one of: %1.</source>
        <translation>Sortieren Sie nach einem von: %1.</translation>
    </message>
    <message>
        <source>10m, 2h or 3d</source>
        <translation>10m, 2h oder 3d</translation>
    </message>
</context>
<context>
    <name>FilterMembers</name>
    <message>
        <source>“%1” is a member of some lines: write %1=word or %1:word.</source>
        <translation>„%1“ ist ein Feld mancher Zeilen: schreiben Sie %1=Wort oder %1:Wort.</translation>
    </message>
    <message>
        <source>Write a value behind “%1%2”.</source>
        <translation>Schreiben Sie einen Wert hinter „%1%2“.</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>The name that all revisions of the task definition share. Up to 255 letters, digits, hyphens and underscores.</source>
        <translation>Der Name, den alle Revisionen der Task-Definition teilen. Bis zu 255 Buchstaben, Ziffern, Binde- und Unterstriche.</translation>
    </message>
    <message>
        <source>The role whose credentials the containers get. Without one they get none.</source>
        <translation>Die Rolle, deren Zugangsdaten die Container bekommen. Ohne sie bekommen sie keine.</translation>
    </message>
    <message>
        <source>The role with which images are pulled and secrets are read. On Fargate, secrets, images of ECR and awslogs need it.</source>
        <translation>Die Rolle, mit der Images geladen und Secrets gelesen werden. Auf Fargate brauchen Secrets, Images aus ECR und awslogs sie.</translation>
    </message>
    <message>
        <source>How the containers reach the network: bridge, host, awsvpc or none. Without one it is bridge.</source>
        <translation>Wie die Container das Netzwerk erreichen: bridge, host, awsvpc oder none. Ohne Angabe bridge.</translation>
    </message>
    <message>
        <source>The containers of a task, which run together on one container instance; 1 to 10.</source>
        <translation>Die Container eines Tasks, die zusammen auf einer Container-Instanz laufen; 1 bis 10.</translation>
    </message>
    <message>
        <source>Volumes that the containers may mount, each under a name.</source>
        <translation>Volumes, die die Container einhängen können, jedes unter einem Namen.</translation>
    </message>
    <message>
        <source>What a container instance must be like, for every task of this definition. At most 10.</source>
        <translation>Wie eine Container-Instanz für jeden Task dieser Definition sein muss. Höchstens 10.</translation>
    </message>
    <message>
        <source>Where the definition is meant to run: EC2, FARGATE or EXTERNAL. It is checked against their rules.</source>
        <translation>Wo die Definition laufen soll: EC2, FARGATE oder EXTERNAL. Sie wird gegen deren Regeln geprüft.</translation>
    </message>
    <message>
        <source>CPU units of the whole task; 1024 are one vCPU. Needed on Fargate, otherwise the sum of the containers.</source>
        <translation>CPU-Einheiten des ganzen Tasks; 1024 sind eine vCPU. Auf Fargate nötig, sonst die Summe der Container.</translation>
    </message>
    <message>
        <source>MiB of memory of the whole task, as its limit. Needed on Fargate, otherwise the sum of the containers.</source>
        <translation>MiB Speicher des ganzen Tasks, als seine Grenze. Auf Fargate nötig, sonst die Summe der Container.</translation>
    </message>
    <message>
        <source>Names with values, for your own order. At most 50.</source>
        <translation>Namen mit Werten, für Ihre eigene Ordnung. Höchstens 50.</translation>
    </message>
    <message>
        <source>Whose processes the containers see: those of the task or of the host. Without it each sees its own.</source>
        <translation>Wessen Prozesse die Container sehen: die des Tasks oder des Hosts. Ohne Angabe sieht jeder seine eigenen.</translation>
    </message>
    <message>
        <source>With whom the containers share memory: host, task or none. Without it the engine decides.</source>
        <translation>Mit wem die Container Speicher teilen: host, task oder none. Ohne Angabe entscheidet die Engine.</translation>
    </message>
    <message>
        <source>The container through which the traffic of the others goes. It is kept and has no effect here.</source>
        <translation>Der Container, durch den der Verkehr der anderen läuft. Wird aufbewahrt und hat hier keine Wirkung.</translation>
    </message>
    <message>
        <source>Accelerators that the task may use. They are kept and have no effect here.</source>
        <translation>Beschleuniger, die der Task benutzen darf. Werden aufbewahrt und haben hier keine Wirkung.</translation>
    </message>
    <message>
        <source>Space on disk for the task, on Fargate.</source>
        <translation>Plattenplatz für den Task, auf Fargate.</translation>
    </message>
    <message>
        <source>The processor and system that the task needs.</source>
        <translation>Prozessor und System, die der Task braucht.</translation>
    </message>
    <message>
        <source>Whether faults may be injected into the task. Off unless set.</source>
        <translation>Ob Fehler in den Task eingeschleust werden dürfen. Ohne Angabe aus.</translation>
    </message>
    <message>
        <source>The cluster in which it happens: its name or ARN. Without one it is the cluster default.</source>
        <translation>Der Cluster, in dem es geschieht: sein Name oder seine ARN. Ohne Angabe der Cluster default.</translation>
    </message>
    <message>
        <source>The name of the service, one of a kind in its cluster. Up to 255 letters, digits, hyphens and underscores.</source>
        <translation>Der Name des Service, einmalig in seinem Cluster. Bis zu 255 Buchstaben, Ziffern, Binde- und Unterstriche.</translation>
    </message>
    <message>
        <source>The task definition to run: family, family:revision or ARN. A family alone means its latest active revision.</source>
        <translation>Die auszuführende Task-Definition: family, family:revision oder ARN. Eine Familie allein meint ihre neueste aktive Revision.</translation>
    </message>
    <message>
        <source>Whether tasks are moved when zones have become uneven: ENABLED or DISABLED. ENABLED unless set, where that is possible.</source>
        <translation>Ob Tasks verschoben werden, wenn Zonen ungleich geworden sind: ENABLED oder DISABLED. Ohne Angabe ENABLED, wo das möglich ist.</translation>
    </message>
    <message>
        <source>Where traffic comes from. It is kept and has no effect here: there is no load balancer.</source>
        <translation>Woher Verkehr kommt. Wird aufbewahrt und hat hier keine Wirkung: es gibt keinen Load-Balancer.</translation>
    </message>
    <message>
        <source>Where the tasks are entered for discovery. It is kept and has no effect here.</source>
        <translation>Wo die Tasks zum Auffinden eingetragen werden. Wird aufbewahrt und hat hier keine Wirkung.</translation>
    </message>
    <message>
        <source>How many tasks the service keeps running. Without it a new service starts with none.</source>
        <translation>Wie viele Tasks der Service laufen lässt. Ohne Angabe beginnt ein neuer Service mit keinem.</translation>
    </message>
    <message>
        <source>Any text of your own: a second call with the same one does nothing again. Up to 64 characters.</source>
        <translation>Ein eigener Text: ein zweiter Aufruf mit demselben tut nichts noch einmal. Bis zu 64 Zeichen.</translation>
    </message>
    <message>
        <source>Where tasks run: EC2, FARGATE or EXTERNAL. Not together with a capacity provider strategy.</source>
        <translation>Wo Tasks laufen: EC2, FARGATE oder EXTERNAL. Nicht zusammen mit einer Capacity-Provider-Strategie.</translation>
    </message>
    <message>
        <source>The capacity providers that tasks are shared out to, by base and weight. Without one, the strategy of the cluster.</source>
        <translation>Die Capacity-Provider, auf die Tasks nach Basis und Gewicht verteilt werden. Ohne Angabe die Strategie des Clusters.</translation>
    </message>
    <message>
        <source>The platform version of Fargate. Without one it is LATEST.</source>
        <translation>Die Plattformversion von Fargate. Ohne Angabe LATEST.</translation>
    </message>
    <message>
        <source>The role of a load balancer. It is kept and has no effect here.</source>
        <translation>Die Rolle eines Load-Balancers. Wird aufbewahrt und hat hier keine Wirkung.</translation>
    </message>
    <message>
        <source>How tasks are replaced when the service changes.</source>
        <translation>Wie Tasks ersetzt werden, wenn sich der Service ändert.</translation>
    </message>
    <message>
        <source>What a container instance must be like. At most 10.</source>
        <translation>Wie eine Container-Instanz sein muss. Höchstens 10.</translation>
    </message>
    <message>
        <source>Which instance is taken where several fit; the first strategy counts most. At most 5.</source>
        <translation>Welche Instanz genommen wird, wenn mehrere passen; die erste Strategie zählt am meisten. Höchstens 5.</translation>
    </message>
    <message>
        <source>The network of tasks in awsvpc mode. Only such tasks need it.</source>
        <translation>Das Netzwerk von Tasks im Modus awsvpc. Nur solche Tasks brauchen es.</translation>
    </message>
    <message>
        <source>Seconds after the start in which a failed health check is overlooked. 0 unless set.</source>
        <translation>Sekunden nach dem Start, in denen eine nicht bestandene Zustandsprüfung übergangen wird. Ohne Angabe 0.</translation>
    </message>
    <message>
        <source>REPLICA keeps a number of tasks, DAEMON one on each instance. REPLICA unless set.</source>
        <translation>REPLICA hält eine Anzahl von Tasks, DAEMON einen auf jeder Instanz. Ohne Angabe REPLICA.</translation>
    </message>
    <message>
        <source>Who replaces the tasks: ECS, CODE_DEPLOY or EXTERNAL. ECS unless set.</source>
        <translation>Wer die Tasks ersetzt: ECS, CODE_DEPLOY oder EXTERNAL. Ohne Angabe ECS.</translation>
    </message>
    <message>
        <source>Whether tasks get tags with their cluster and service. Off unless set.</source>
        <translation>Ob Tasks Tags mit ihrem Cluster und Service bekommen. Ohne Angabe aus.</translation>
    </message>
    <message>
        <source>Whose tags tasks get as well: TASK_DEFINITION, SERVICE or NONE.</source>
        <translation>Wessen Tags die Tasks außerdem bekommen: TASK_DEFINITION, SERVICE oder NONE.</translation>
    </message>
    <message>
        <source>Whether terminals may be opened in the tasks. Off unless set.</source>
        <translation>Ob in den Tasks Terminals geöffnet werden dürfen. Ohne Angabe aus.</translation>
    </message>
    <message>
        <source>How services find each other by name. It is kept and has no effect here.</source>
        <translation>Wie Services einander beim Namen finden. Wird aufbewahrt und hat hier keine Wirkung.</translation>
    </message>
    <message>
        <source>Volumes that are made when a task starts. They are kept and have no effect here.</source>
        <translation>Volumes, die beim Start eines Tasks entstehen. Werden aufbewahrt und haben hier keine Wirkung.</translation>
    </message>
    <message>
        <source>Target groups of VPC Lattice. They are kept and have no effect here.</source>
        <translation>Zielgruppen von VPC Lattice. Werden aufbewahrt und haben hier keine Wirkung.</translation>
    </message>
    <message>
        <source>The service to change: its name or ARN.</source>
        <translation>Der zu ändernde Service: sein Name oder seine ARN.</translation>
    </message>
    <message>
        <source>How many tasks the service keeps running. Without it the number stays.</source>
        <translation>Wie viele Tasks der Service laufen lässt. Ohne Angabe bleibt die Anzahl.</translation>
    </message>
    <message>
        <source>The task definition to run from now on: family, family:revision or ARN. Without it the revision stays.</source>
        <translation>Die von nun an auszuführende Task-Definition: family, family:revision oder ARN. Ohne Angabe bleibt die Revision.</translation>
    </message>
    <message>
        <source>Whether all tasks are replaced although nothing changes; image tags are looked up again. Off unless set.</source>
        <translation>Ob alle Tasks ersetzt werden, obwohl sich nichts ändert; Image-Tags werden neu nachgeschlagen. Ohne Angabe aus.</translation>
    </message>
    <message>
        <source>How many tasks to start, 1 to 10. 1 unless set.</source>
        <translation>Wie viele Tasks gestartet werden, 1 bis 10. Ohne Angabe 1.</translation>
    </message>
    <message>
        <source>A name that tasks share, for constraints. Without one it is family: and the family.</source>
        <translation>Ein Name, den Tasks teilen, für Bedingungen. Ohne Angabe family: und die Familie.</translation>
    </message>
    <message>
        <source>What is different in these tasks from what their definition says.</source>
        <translation>Was an diesen Tasks anders ist, als ihre Definition sagt.</translation>
    </message>
    <message>
        <source>A name of your own for this call. It is kept.</source>
        <translation>Ein eigener Name für diesen Aufruf. Er wird aufbewahrt.</translation>
    </message>
    <message>
        <source>Who started it, to find the tasks again. Up to 128 characters.</source>
        <translation>Wer sie gestartet hat, um die Tasks wiederzufinden. Bis zu 128 Zeichen.</translation>
    </message>
    <message>
        <source>The name of the cluster. Up to 255 letters, digits, hyphens and underscores; default unless set.</source>
        <translation>Der Name des Clusters. Bis zu 255 Buchstaben, Ziffern, Binde- und Unterstriche; ohne Angabe default.</translation>
    </message>
    <message>
        <source>Settings of the cluster, such as containerInsights.</source>
        <translation>Einstellungen des Clusters, etwa containerInsights.</translation>
    </message>
    <message>
        <source>How terminals are logged and storage is encrypted. It is kept and has no effect here.</source>
        <translation>Wie Terminals protokolliert und Speicher verschlüsselt wird. Wird aufbewahrt und hat hier keine Wirkung.</translation>
    </message>
    <message>
        <source>The capacity providers that tasks of the cluster may use.</source>
        <translation>Die Capacity-Provider, die Tasks des Clusters benutzen dürfen.</translation>
    </message>
    <message>
        <source>The strategy of services and tasks that name neither a strategy nor a launch type.</source>
        <translation>Die Strategie von Services und Tasks, die weder Strategie noch Starttyp nennen.</translation>
    </message>
    <message>
        <source>The namespace of services that name none. It is kept and has no effect here.</source>
        <translation>Der Namensraum von Services, die keinen nennen. Wird aufbewahrt und hat hier keine Wirkung.</translation>
    </message>
    <message>
        <source>The kind of proxy. APPMESH is the only one.</source>
        <translation>Die Art des Proxys. Es gibt nur APPMESH.</translation>
    </message>
    <message>
        <source>The container that is the proxy.</source>
        <translation>Der Container, der der Proxy ist.</translation>
    </message>
    <message>
        <source>Settings of the proxy: names with values.</source>
        <translation>Einstellungen des Proxys: Namen mit Werten.</translation>
    </message>
    <message>
        <source>The size in GiB.</source>
        <translation>Die Größe in GiB.</translation>
    </message>
    <message>
        <source>The size in GiB, 21 to 200. Fargate gives 20 unless set.</source>
        <translation>Die Größe in GiB, 21 bis 200. Ohne Angabe gibt Fargate 20.</translation>
    </message>
    <message>
        <source>X86_64 or ARM64. Without it any instance will do.</source>
        <translation>X86_64 oder ARM64. Ohne Angabe ist jede Instanz recht.</translation>
    </message>
    <message>
        <source>LINUX or one of the Windows families. LINUX unless set.</source>
        <translation>LINUX oder eine der Windows-Familien. Ohne Angabe LINUX.</translation>
    </message>
    <message>
        <source>Ends a deployment whose tasks keep failing.</source>
        <translation>Beendet ein Deployment, dessen Tasks immer wieder fehlschlagen.</translation>
    </message>
    <message>
        <source>How many tasks may run during a deployment, in percent of the desired ones. 200 unless set.</source>
        <translation>Wie viele Tasks während eines Deployments laufen dürfen, in Prozent des Solls. Ohne Angabe 200.</translation>
    </message>
    <message>
        <source>How many tasks keep running during a deployment, in percent of the desired ones. 100 unless set.</source>
        <translation>Wie viele Tasks während eines Deployments weiterlaufen, in Prozent des Solls. Ohne Angabe 100.</translation>
    </message>
    <message>
        <source>Alarms that end a deployment.</source>
        <translation>Alarme, die ein Deployment beenden.</translation>
    </message>
    <message>
        <source>ROLLING replaces tasks few by few; BLUE_GREEN, LINEAR and CANARY bring up a second set first. ROLLING unless set.</source>
        <translation>ROLLING ersetzt Tasks nach und nach; BLUE_GREEN, LINEAR und CANARY starten zuerst einen zweiten Satz. Ohne Angabe ROLLING.</translation>
    </message>
    <message>
        <source>Minutes in which old and new tasks run beside each other after the traffic has moved. Not with ROLLING.</source>
        <translation>Minuten, in denen alte und neue Tasks nebeneinander laufen, nachdem der Verkehr umgezogen ist. Nicht mit ROLLING.</translation>
    </message>
    <message>
        <source>Stages at which the deployment waits for an answer.</source>
        <translation>Stufen, bei denen das Deployment auf eine Antwort wartet.</translation>
    </message>
    <message>
        <source>The equal steps in which traffic moves, with strategy LINEAR.</source>
        <translation>Die gleichen Schritte, in denen der Verkehr umzieht, bei Strategie LINEAR.</translation>
    </message>
    <message>
        <source>The first, small step of the traffic, with strategy CANARY.</source>
        <translation>Der erste, kleine Schritt des Verkehrs, bei Strategie CANARY.</translation>
    </message>
    <message>
        <source>Subnets and security groups of tasks in awsvpc mode.</source>
        <translation>Subnetze und Sicherheitsgruppen von Tasks im Modus awsvpc.</translation>
    </message>
    <message>
        <source>Who replaces the tasks: ECS, CODE_DEPLOY or EXTERNAL.</source>
        <translation>Wer die Tasks ersetzt: ECS, CODE_DEPLOY oder EXTERNAL.</translation>
    </message>
    <message>
        <source>Whether services find each other by name.</source>
        <translation>Ob Services einander beim Namen finden.</translation>
    </message>
    <message>
        <source>The namespace in which the name stands.</source>
        <translation>Der Namensraum, in dem der Name steht.</translation>
    </message>
    <message>
        <source>The ports that others find by name.</source>
        <translation>Die Ports, die andere beim Namen finden.</translation>
    </message>
    <message>
        <source>How requests between services are logged.</source>
        <translation>Wie Anfragen zwischen Services protokolliert werden.</translation>
    </message>
    <message>
        <source>What is different in single containers.</source>
        <translation>Was in einzelnen Containern anders ist.</translation>
    </message>
    <message>
        <source>CPU units of the whole task instead of those of its definition; 1024 are one vCPU.</source>
        <translation>CPU-Einheiten des ganzen Tasks statt derer seiner Definition; 1024 sind eine vCPU.</translation>
    </message>
    <message>
        <source>MiB of memory of the whole task instead of those of its definition.</source>
        <translation>MiB Speicher des ganzen Tasks statt derer seiner Definition.</translation>
    </message>
    <message>
        <source>Other accelerators. They are kept and have no effect here.</source>
        <translation>Andere Beschleuniger. Werden aufbewahrt und haben hier keine Wirkung.</translation>
    </message>
    <message>
        <source>How terminals in tasks are logged.</source>
        <translation>Wie Terminals in Tasks protokolliert werden.</translation>
    </message>
    <message>
        <source>The keys with which storage is encrypted.</source>
        <translation>Die Schlüssel, mit denen Speicher verschlüsselt wird.</translation>
    </message>
    <message>
        <source>The name by which it is called elsewhere in this document.</source>
        <translation>Der Name, unter dem es anderswo in diesem Dokument genannt wird.</translation>
    </message>
    <message>
        <source>The name of the container, one of a kind in its task. Letters, digits, hyphens and underscores.</source>
        <translation>Der Name des Containers, einmalig in seinem Task. Buchstaben, Ziffern, Binde- und Unterstriche.</translation>
    </message>
    <message>
        <source>The image to run: repository:tag or repository@digest. Without a tag it is latest.</source>
        <translation>Das auszuführende Image: repository:tag oder repository@digest. Ohne Tag latest.</translation>
    </message>
    <message>
        <source>The login for a private registry, as a secret.</source>
        <translation>Die Anmeldung bei einer privaten Registry, als Secret.</translation>
    </message>
    <message>
        <source>CPU units; 1024 are one vCPU.</source>
        <translation>CPU-Einheiten; 1024 sind eine vCPU.</translation>
    </message>
    <message>
        <source>CPU units that the container is given, as its share; 1024 are one vCPU. Without any it shares what is left.</source>
        <translation>CPU-Einheiten, die der Container als Anteil bekommt; 1024 sind eine vCPU. Ohne Angabe teilt er, was übrig ist.</translation>
    </message>
    <message>
        <source>MiB of memory; a container that needs more is killed.</source>
        <translation>MiB Speicher; ein Container, der mehr braucht, wird beendet.</translation>
    </message>
    <message>
        <source>The limit in MiB; a container that needs more is killed. Without it the reservation or the task&apos;s size counts.</source>
        <translation>Die Grenze in MiB; ein Container, der mehr braucht, wird beendet. Ohne Angabe gilt die Reservierung oder die Größe des Tasks.</translation>
    </message>
    <message>
        <source>MiB that are set aside for the container; it may use more while there is some. Without it the limit counts.</source>
        <translation>MiB, die für den Container zurückgelegt sind; er darf mehr benutzen, solange welcher da ist. Ohne Angabe gilt die Grenze.</translation>
    </message>
    <message>
        <source>Other containers that this one reaches by name, in bridge mode: name or name:alias.</source>
        <translation>Andere Container, die dieser beim Namen erreicht, im Modus bridge: name oder name:alias.</translation>
    </message>
    <message>
        <source>Ports of the container that are reached from outside.</source>
        <translation>Ports des Containers, die von außen erreichbar sind.</translation>
    </message>
    <message>
        <source>Whether the whole task stops when this container stops. On unless set.</source>
        <translation>Ob der ganze Task stoppt, wenn dieser Container stoppt. Ohne Angabe an.</translation>
    </message>
    <message>
        <source>Whether the container is started again when it ends, while the task goes on.</source>
        <translation>Ob der Container nach seinem Ende neu gestartet wird, während der Task weiterläuft.</translation>
    </message>
    <message>
        <source>The program to start, word by word. Without it, that of the image.</source>
        <translation>Das zu startende Programm, Wort für Wort. Ohne Angabe das des Images.</translation>
    </message>
    <message>
        <source>The arguments of the program, word by word. Without them, those of the image.</source>
        <translation>Die Argumente des Programms, Wort für Wort. Ohne Angabe die des Images.</translation>
    </message>
    <message>
        <source>The check: CMD and a program with its arguments, or CMD-SHELL and a line for the shell. 0 means healthy.</source>
        <translation>Die Prüfung: CMD und ein Programm mit Argumenten, oder CMD-SHELL und eine Zeile für die Shell. 0 heißt gesund.</translation>
    </message>
    <message>
        <source>Variables of the container: names with values.</source>
        <translation>Variablen des Containers: Namen mit Werten.</translation>
    </message>
    <message>
        <source>Files with variables, one NAME=value a line. At most 10.</source>
        <translation>Dateien mit Variablen, eine NAME=wert je Zeile. Höchstens 10.</translation>
    </message>
    <message>
        <source>Where volumes of the task appear in the container.</source>
        <translation>Wo Volumes des Tasks im Container erscheinen.</translation>
    </message>
    <message>
        <source>Containers whose mounts this one gets as well.</source>
        <translation>Container, deren Einhängungen auch dieser bekommt.</translation>
    </message>
    <message>
        <source>What Linux allows the container beyond the usual.</source>
        <translation>Was Linux dem Container über das Übliche hinaus erlaubt.</translation>
    </message>
    <message>
        <source>Variables whose values are secrets: a name and where the value is kept.</source>
        <translation>Variablen, deren Werte Secrets sind: ein Name, und wo der Wert liegt.</translation>
    </message>
    <message>
        <source>Containers that must have come so far before this one starts.</source>
        <translation>Container, die so weit sein müssen, bevor dieser startet.</translation>
    </message>
    <message>
        <source>Seconds until the containers that this one waits for must have come so far, 2 to 120. Otherwise it does not start.</source>
        <translation>Sekunden, bis die Container, auf die dieser wartet, so weit sein müssen, 2 bis 120. Sonst startet er nicht.</translation>
    </message>
    <message>
        <source>Seconds between SIGTERM and SIGKILL when it stops, up to 120. 30 unless set.</source>
        <translation>Sekunden zwischen SIGTERM und SIGKILL beim Stoppen, bis 120. Ohne Angabe 30.</translation>
    </message>
    <message>
        <source>Whether all tasks of a service run the image that the tag named at first. On unless set.</source>
        <translation>Ob alle Tasks eines Service das Image ausführen, das der Tag zuerst meinte. Ohne Angabe an.</translation>
    </message>
    <message>
        <source>The name of the host as the container sees it. Not in awsvpc mode.</source>
        <translation>Der Name des Hosts, wie der Container ihn sieht. Nicht im Modus awsvpc.</translation>
    </message>
    <message>
        <source>Who the program runs as: user, uid, or either with a group behind a colon. Without it, as the image says.</source>
        <translation>Als wer das Programm läuft: Benutzer, UID, oder eines davon mit einer Gruppe hinter einem Doppelpunkt. Ohne Angabe wie im Image.</translation>
    </message>
    <message>
        <source>The directory in which the program starts. Without it, that of the image.</source>
        <translation>Das Verzeichnis, in dem das Programm startet. Ohne Angabe das des Images.</translation>
    </message>
    <message>
        <source>Whether the container has no network at all. Off unless set.</source>
        <translation>Ob der Container gar kein Netzwerk hat. Ohne Angabe aus.</translation>
    </message>
    <message>
        <source>Whether the container may do anything on its host, as root. Off unless set; not on Fargate.</source>
        <translation>Ob der Container auf seinem Host alles darf, als root. Ohne Angabe aus; nicht auf Fargate.</translation>
    </message>
    <message>
        <source>Whether the container may not write to its own files. Off unless set.</source>
        <translation>Ob der Container seine eigenen Dateien nicht beschreiben darf. Ohne Angabe aus.</translation>
    </message>
    <message>
        <source>Addresses of the name servers that the container asks. Without any, those of the engine.</source>
        <translation>Adressen der Nameserver, die der Container fragt. Ohne Angabe die der Engine.</translation>
    </message>
    <message>
        <source>Domains that are tried behind short names.</source>
        <translation>Domains, die hinter kurzen Namen versucht werden.</translation>
    </message>
    <message>
        <source>Names with addresses for the file /etc/hosts of the container.</source>
        <translation>Namen mit Adressen für die Datei /etc/hosts des Containers.</translation>
    </message>
    <message>
        <source>Options of the engine for SELinux, AppArmor or credentials.</source>
        <translation>Optionen der Engine für SELinux, AppArmor oder Zugangsdaten.</translation>
    </message>
    <message>
        <source>Whether the standard input stays open. Off unless set.</source>
        <translation>Ob die Standardeingabe offen bleibt. Ohne Angabe aus.</translation>
    </message>
    <message>
        <source>Whether the program gets a terminal. Off unless set.</source>
        <translation>Ob das Programm ein Terminal bekommt. Ohne Angabe aus.</translation>
    </message>
    <message>
        <source>Labels of the container on its engine: names with values.</source>
        <translation>Labels des Containers auf seiner Engine: Namen mit Werten.</translation>
    </message>
    <message>
        <source>Limits of what the program may use, such as open files.</source>
        <translation>Grenzen dessen, was das Programm benutzen darf, etwa offene Dateien.</translation>
    </message>
    <message>
        <source>Where the output of the container goes. Without it, where the engine puts it; it can be read here either way.</source>
        <translation>Wohin die Ausgabe des Containers geht. Ohne Angabe dorthin, wo die Engine sie ablegt; lesbar ist sie hier in jedem Fall.</translation>
    </message>
    <message>
        <source>A command in the container that tells whether it works.</source>
        <translation>Ein Befehl im Container, der zeigt, ob er funktioniert.</translation>
    </message>
    <message>
        <source>Kernel parameters of the container: names with values.</source>
        <translation>Kernel-Parameter des Containers: Namen mit Werten.</translation>
    </message>
    <message>
        <source>GPUs and other devices that the container needs.</source>
        <translation>GPUs und andere Geräte, die der Container braucht.</translation>
    </message>
    <message>
        <source>Makes this container the one that passes on the logs of the others.</source>
        <translation>Macht diesen Container zu dem, der die Logs der anderen weitergibt.</translation>
    </message>
    <message>
        <source>Files with credentials for Active Directory.</source>
        <translation>Dateien mit Zugangsdaten für Active Directory.</translation>
    </message>
    <message>
        <source>A directory of the container instance.</source>
        <translation>Ein Verzeichnis der Container-Instanz.</translation>
    </message>
    <message>
        <source>A volume that the engine makes.</source>
        <translation>Ein Volume, das die Engine anlegt.</translation>
    </message>
    <message>
        <source>A file system of EFS. Here it is a directory of the state directory, or a volume on an engine elsewhere.</source>
        <translation>Ein Dateisystem von EFS. Hier ist es ein Verzeichnis des Zustandsverzeichnisses oder ein Volume auf einer entfernten Engine.</translation>
    </message>
    <message>
        <source>A file system of S3 Files. Here it is a directory of the state directory, or a volume on an engine elsewhere.</source>
        <translation>Ein Dateisystem von S3 Files. Hier ist es ein Verzeichnis des Zustandsverzeichnisses oder ein Volume auf einer entfernten Engine.</translation>
    </message>
    <message>
        <source>A file system of FSx. Here it is a directory of the state directory, or a volume on an engine elsewhere.</source>
        <translation>Ein Dateisystem von FSx. Hier ist es ein Verzeichnis des Zustandsverzeichnisses oder ein Volume auf einer entfernten Engine.</translation>
    </message>
    <message>
        <source>Whether a service or a task says what the volume is. Off unless set.</source>
        <translation>Ob ein Service oder Task sagt, was das Volume ist. Ohne Angabe aus.</translation>
    </message>
    <message>
        <source>A line of the cluster query language, such as attribute:tier == front. Only memberOf has one.</source>
        <translation>Eine Zeile der Cluster-Abfragesprache, etwa attribute:tier == front. Nur memberOf hat eine.</translation>
    </message>
    <message>
        <source>memberOf: instances for which the expression is true.</source>
        <translation>memberOf: Instanzen, für die der Ausdruck wahr ist.</translation>
    </message>
    <message>
        <source>memberOf: instances for which the expression is true. distinctInstance: no two tasks on one instance.</source>
        <translation>memberOf: Instanzen, für die der Ausdruck wahr ist. distinctInstance: keine zwei Tasks auf einer Instanz.</translation>
    </message>
    <message>
        <source>spread: evenly over the values of the field. binpack: the fullest instance first. random: any.</source>
        <translation>spread: gleichmäßig über die Werte des Feldes. binpack: die vollste Instanz zuerst. random: irgendeine.</translation>
    </message>
    <message>
        <source>What to spread over (instanceId or an attribute) or to pack by (cpu or memory).</source>
        <translation>Worüber verteilt (instanceId oder ein Attribut) oder wonach gepackt wird (cpu oder memory).</translation>
    </message>
    <message>
        <source>The name of the tag. Up to 128 characters.</source>
        <translation>Der Name des Tags. Bis zu 128 Zeichen.</translation>
    </message>
    <message>
        <source>Its value.</source>
        <translation>Sein Wert.</translation>
    </message>
    <message>
        <source>The value of the tag. Up to 256 characters; it may be empty.</source>
        <translation>Der Wert des Tags. Bis zu 256 Zeichen; er darf leer sein.</translation>
    </message>
    <message>
        <source>The name of the accelerator in the task.</source>
        <translation>Der Name des Beschleunigers im Task.</translation>
    </message>
    <message>
        <source>The type of the accelerator.</source>
        <translation>Die Art des Beschleunigers.</translation>
    </message>
    <message>
        <source>The target group that gets the tasks.</source>
        <translation>Die Zielgruppe, die die Tasks bekommt.</translation>
    </message>
    <message>
        <source>The name of a classic load balancer.</source>
        <translation>Der Name eines klassischen Load-Balancers.</translation>
    </message>
    <message>
        <source>The container that is meant.</source>
        <translation>Der gemeinte Container.</translation>
    </message>
    <message>
        <source>The port in the container, 1 to 65535.</source>
        <translation>Der Port im Container, 1 bis 65535.</translation>
    </message>
    <message>
        <source>The second target group of a deployment with two sets.</source>
        <translation>Die zweite Zielgruppe eines Deployments mit zwei Sätzen.</translation>
    </message>
    <message>
        <source>The registry of the service.</source>
        <translation>Die Registry des Service.</translation>
    </message>
    <message>
        <source>The port, 1 to 65535.</source>
        <translation>Der Port, 1 bis 65535.</translation>
    </message>
    <message>
        <source>The name of the capacity provider.</source>
        <translation>Der Name des Capacity-Providers.</translation>
    </message>
    <message>
        <source>The share of the tasks beyond the bases that goes there, 0 to 1000. 0 unless set.</source>
        <translation>Der Anteil der Tasks über die Basen hinaus, der dorthin geht, 0 bis 1000. Ohne Angabe 0.</translation>
    </message>
    <message>
        <source>How many tasks go there first, 0 to 100000. Only one provider may have a base; 0 unless set.</source>
        <translation>Wie viele Tasks zuerst dorthin gehen, 0 bis 100000. Nur ein Provider darf eine Basis haben; ohne Angabe 0.</translation>
    </message>
    <message>
        <source>Whether it is on.</source>
        <translation>Ob es an ist.</translation>
    </message>
    <message>
        <source>Whether a deployment ends when tasks keep failing. Off unless set.</source>
        <translation>Ob ein Deployment endet, wenn Tasks immer wieder fehlschlagen. Ohne Angabe aus.</translation>
    </message>
    <message>
        <source>Whether the service then returns to the last revision that worked. Off unless set.</source>
        <translation>Ob der Service dann zur letzten Revision zurückkehrt, die funktioniert hat. Ohne Angabe aus.</translation>
    </message>
    <message>
        <source>The names of the alarms.</source>
        <translation>Die Namen der Alarme.</translation>
    </message>
    <message>
        <source>The share of the traffic that moves in each step, in percent: 3 to 100. 10 unless set.</source>
        <translation>Der Anteil des Verkehrs, der in jedem Schritt umzieht, in Prozent: 3 bis 100. Ohne Angabe 10.</translation>
    </message>
    <message>
        <source>Minutes to wait after each step. 6 unless set.</source>
        <translation>Minuten, die nach jedem Schritt gewartet wird. Ohne Angabe 6.</translation>
    </message>
    <message>
        <source>The share of the traffic that moves first, in percent: 0.1 to 100. 5 unless set.</source>
        <translation>Der Anteil des Verkehrs, der zuerst umzieht, in Prozent: 0.1 bis 100. Ohne Angabe 5.</translation>
    </message>
    <message>
        <source>Minutes to wait before the rest moves. 10 unless set.</source>
        <translation>Minuten, die gewartet wird, bevor der Rest umzieht. Ohne Angabe 10.</translation>
    </message>
    <message>
        <source>The subnets of the tasks. They are kept; the network here is that of the cluster.</source>
        <translation>Die Subnetze der Tasks. Werden aufbewahrt; das Netzwerk ist hier das des Clusters.</translation>
    </message>
    <message>
        <source>The security groups of the tasks. They are kept and have no effect here.</source>
        <translation>Die Sicherheitsgruppen der Tasks. Werden aufbewahrt und haben hier keine Wirkung.</translation>
    </message>
    <message>
        <source>Whether tasks get a public address: ENABLED or DISABLED. It is kept and has no effect here.</source>
        <translation>Ob Tasks eine öffentliche Adresse bekommen: ENABLED oder DISABLED. Wird aufbewahrt und hat hier keine Wirkung.</translation>
    </message>
    <message>
        <source>The log driver of the engine, such as json-file or awslogs.</source>
        <translation>Der Log-Treiber der Engine, etwa json-file oder awslogs.</translation>
    </message>
    <message>
        <source>Options of the driver: names with values.</source>
        <translation>Optionen des Treibers: Namen mit Werten.</translation>
    </message>
    <message>
        <source>Options of the driver whose values are secrets.</source>
        <translation>Optionen des Treibers, deren Werte Secrets sind.</translation>
    </message>
    <message>
        <source>The form of the lines: TEXT or JSON.</source>
        <translation>Die Form der Zeilen: TEXT oder JSON.</translation>
    </message>
    <message>
        <source>Whether what stands behind the question mark is logged: ENABLED or DISABLED.</source>
        <translation>Ob protokolliert wird, was hinter dem Fragezeichen steht: ENABLED oder DISABLED.</translation>
    </message>
    <message>
        <source>The volume of EBS to make.</source>
        <translation>Das anzulegende EBS-Volume.</translation>
    </message>
    <message>
        <source>The name of a port of the task definition.</source>
        <translation>Der Name eines Ports der Task-Definition.</translation>
    </message>
    <message>
        <source>The role with which it is done.</source>
        <translation>Die Rolle, mit der es geschieht.</translation>
    </message>
    <message>
        <source>The name of the setting: containerInsights.</source>
        <translation>Der Name der Einstellung: containerInsights.</translation>
    </message>
    <message>
        <source>enabled, enhanced or disabled.</source>
        <translation>enabled, enhanced oder disabled.</translation>
    </message>
    <message>
        <source>The key with which it is encrypted.</source>
        <translation>Der Schlüssel, mit dem verschlüsselt wird.</translation>
    </message>
    <message>
        <source>Where terminals are logged: NONE, DEFAULT or OVERRIDE.</source>
        <translation>Wo Terminals protokolliert werden: NONE, DEFAULT oder OVERRIDE.</translation>
    </message>
    <message>
        <source>Where terminals are logged with OVERRIDE.</source>
        <translation>Wo Terminals bei OVERRIDE protokolliert werden.</translation>
    </message>
    <message>
        <source>The key for the storage of tasks on Fargate.</source>
        <translation>Der Schlüssel für den Plattenplatz von Tasks auf Fargate.</translation>
    </message>
    <message>
        <source>The ARN of the secret with the login.</source>
        <translation>Die ARN des Secrets mit der Anmeldung.</translation>
    </message>
    <message>
        <source>Whether the container is started again. Off unless set.</source>
        <translation>Ob der Container neu gestartet wird. Ohne Angabe aus.</translation>
    </message>
    <message>
        <source>Exit codes after which it is not started again. At most 50.</source>
        <translation>Exit-Codes, nach denen er nicht neu gestartet wird. Höchstens 50.</translation>
    </message>
    <message>
        <source>Seconds that it must have run before it is started again, 60 to 1800. 300 unless set.</source>
        <translation>Sekunden, die er vor einem Neustart gelaufen sein muss, 60 bis 1800. Ohne Angabe 300.</translation>
    </message>
    <message>
        <source>Rights of root that the container gets or loses.</source>
        <translation>Rechte von root, die der Container bekommt oder verliert.</translation>
    </message>
    <message>
        <source>Devices of the host that appear in the container.</source>
        <translation>Geräte des Hosts, die im Container erscheinen.</translation>
    </message>
    <message>
        <source>Whether a small program looks after signals and ended processes. Off unless set.</source>
        <translation>Ob ein kleines Programm sich um Signale und beendete Prozesse kümmert. Ohne Angabe aus.</translation>
    </message>
    <message>
        <source>The size of /dev/shm in MiB.</source>
        <translation>Die Größe von /dev/shm in MiB.</translation>
    </message>
    <message>
        <source>Directories in memory.</source>
        <translation>Verzeichnisse im Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>MiB that the container may swap. 0: none.</source>
        <translation>MiB, die der Container auslagern darf. 0: keine.</translation>
    </message>
    <message>
        <source>How readily it swaps, 0 to 100. 60 unless set.</source>
        <translation>Wie bereitwillig er auslagert, 0 bis 100. Ohne Angabe 60.</translation>
    </message>
    <message>
        <source>Seconds between two checks, 5 to 300. 30 unless set.</source>
        <translation>Sekunden zwischen zwei Prüfungen, 5 bis 300. Ohne Angabe 30.</translation>
    </message>
    <message>
        <source>Seconds until a check counts as failed, 2 to 60. 5 unless set.</source>
        <translation>Sekunden, bis eine Prüfung als nicht bestanden gilt, 2 bis 60. Ohne Angabe 5.</translation>
    </message>
    <message>
        <source>Failed checks in a row until the container is unhealthy, 1 to 10. 3 unless set.</source>
        <translation>Nicht bestandene Prüfungen in Folge, bis der Container als ungesund gilt, 1 bis 10. Ohne Angabe 3.</translation>
    </message>
    <message>
        <source>Seconds after the start in which failed checks do not count, up to 300. 0 unless set.</source>
        <translation>Sekunden nach dem Start, in denen nicht bestandene Prüfungen nicht zählen, bis 300. Ohne Angabe 0.</translation>
    </message>
    <message>
        <source>The program that passes logs on: fluentd or fluentbit.</source>
        <translation>Das Programm, das Logs weitergibt: fluentd oder fluentbit.</translation>
    </message>
    <message>
        <source>The directory on the container instance. Without it, one of the engine that ends with the task.</source>
        <translation>Das Verzeichnis auf der Container-Instanz. Ohne Angabe eines der Engine, das mit dem Task endet.</translation>
    </message>
    <message>
        <source>task: the volume ends with its task. shared: it stays for others.</source>
        <translation>task: das Volume endet mit seinem Task. shared: es bleibt für andere.</translation>
    </message>
    <message>
        <source>Whether a shared volume is made where there is none. Off unless set.</source>
        <translation>Ob ein gemeinsames Volume angelegt wird, wo es keines gibt. Ohne Angabe aus.</translation>
    </message>
    <message>
        <source>The volume driver of the engine. local unless set.</source>
        <translation>Der Volume-Treiber der Engine. Ohne Angabe local.</translation>
    </message>
    <message>
        <source>Labels of the volume: names with values.</source>
        <translation>Labels des Volumes: Namen mit Werten.</translation>
    </message>
    <message>
        <source>The id of the file system.</source>
        <translation>Die ID des Dateisystems.</translation>
    </message>
    <message>
        <source>The ARN of the file system.</source>
        <translation>Die ARN des Dateisystems.</translation>
    </message>
    <message>
        <source>The directory of the file system that is mounted. The whole of it unless set.</source>
        <translation>Das Verzeichnis des Dateisystems, das eingehängt wird. Ohne Angabe das ganze.</translation>
    </message>
    <message>
        <source>Whether traffic to the file system is encrypted: ENABLED or DISABLED.</source>
        <translation>Ob der Verkehr zum Dateisystem verschlüsselt ist: ENABLED oder DISABLED.</translation>
    </message>
    <message>
        <source>The port for encrypted traffic to the file system.</source>
        <translation>Der Port für verschlüsselten Verkehr zum Dateisystem.</translation>
    </message>
    <message>
        <source>With which right the file system is mounted.</source>
        <translation>Mit welchem Recht das Dateisystem eingehängt wird.</translation>
    </message>
    <message>
        <source>The access point through which it is mounted.</source>
        <translation>Der Zugangspunkt, über den es eingehängt wird.</translation>
    </message>
    <message>
        <source>The target group of the second set of tasks.</source>
        <translation>Die Zielgruppe des zweiten Satzes von Tasks.</translation>
    </message>
    <message>
        <source>The rule that sends the traffic.</source>
        <translation>Die Regel, die den Verkehr lenkt.</translation>
    </message>
    <message>
        <source>The rule that sends test traffic.</source>
        <translation>Die Regel, die Testverkehr lenkt.</translation>
    </message>
    <message>
        <source>Who answers at the stage.</source>
        <translation>Wer bei der Stufe antwortet.</translation>
    </message>
    <message>
        <source>The function that answers at the stage.</source>
        <translation>Die Funktion, die bei der Stufe antwortet.</translation>
    </message>
    <message>
        <source>The stages at which the deployment waits.</source>
        <translation>Die Stufen, bei denen das Deployment wartet.</translation>
    </message>
    <message>
        <source>What the function is told.</source>
        <translation>Was der Funktion gesagt wird.</translation>
    </message>
    <message>
        <source>What happens when nobody answers.</source>
        <translation>Was geschieht, wenn niemand antwortet.</translation>
    </message>
    <message>
        <source>The name by which it is found. The name of the port unless set.</source>
        <translation>Der Name, unter dem er gefunden wird. Ohne Angabe der Name des Ports.</translation>
    </message>
    <message>
        <source>Other names and ports by which it is reached.</source>
        <translation>Weitere Namen und Ports, unter denen er erreicht wird.</translation>
    </message>
    <message>
        <source>The port on which the proxy listens.</source>
        <translation>Der Port, auf dem der Proxy lauscht.</translation>
    </message>
    <message>
        <source>How long connections may be idle and requests may take.</source>
        <translation>Wie lange Verbindungen untätig sein und Anfragen dauern dürfen.</translation>
    </message>
    <message>
        <source>How traffic between services is encrypted.</source>
        <translation>Wie der Verkehr zwischen Services verschlüsselt wird.</translation>
    </message>
    <message>
        <source>Whether the volume is encrypted. On unless set.</source>
        <translation>Ob das Volume verschlüsselt ist. Ohne Angabe an.</translation>
    </message>
    <message>
        <source>The type of the volume, such as gp3.</source>
        <translation>Der Typ des Volumes, etwa gp3.</translation>
    </message>
    <message>
        <source>The snapshot from which the volume is made.</source>
        <translation>Der Snapshot, aus dem das Volume entsteht.</translation>
    </message>
    <message>
        <source>MiB each second at which the snapshot is read.</source>
        <translation>MiB je Sekunde, mit denen der Snapshot gelesen wird.</translation>
    </message>
    <message>
        <source>Operations each second that the volume allows.</source>
        <translation>Operationen je Sekunde, die das Volume erlaubt.</translation>
    </message>
    <message>
        <source>MiB each second that the volume allows.</source>
        <translation>MiB je Sekunde, die das Volume erlaubt.</translation>
    </message>
    <message>
        <source>Tags of the volume.</source>
        <translation>Tags des Volumes.</translation>
    </message>
    <message>
        <source>The file system on the volume: xfs, ext3, ext4 or ntfs.</source>
        <translation>Das Dateisystem auf dem Volume: xfs, ext3, ext4 oder ntfs.</translation>
    </message>
    <message>
        <source>What becomes of the volume with its task.</source>
        <translation>Was mit dem Task aus dem Volume wird.</translation>
    </message>
    <message>
        <source>The container that is meant, as its definition names it.</source>
        <translation>Der gemeinte Container, wie seine Definition ihn nennt.</translation>
    </message>
    <message>
        <source>The log group of CloudWatch.</source>
        <translation>Die Log-Gruppe von CloudWatch.</translation>
    </message>
    <message>
        <source>Whether the log group is encrypted.</source>
        <translation>Ob die Log-Gruppe verschlüsselt ist.</translation>
    </message>
    <message>
        <source>The bucket of S3.</source>
        <translation>Der S3-Bucket.</translation>
    </message>
    <message>
        <source>Whether the bucket is encrypted.</source>
        <translation>Ob der Bucket verschlüsselt ist.</translation>
    </message>
    <message>
        <source>The folder in the bucket.</source>
        <translation>Der Ordner im Bucket.</translation>
    </message>
    <message>
        <source>The port on which the program listens in the container, 1 to 65535.</source>
        <translation>Der Port, auf dem das Programm im Container lauscht, 1 bis 65535.</translation>
    </message>
    <message>
        <source>The port on the container instance. 0 or nothing: one is picked.</source>
        <translation>Der Port auf der Container-Instanz. 0 oder nichts: einer wird zugeteilt.</translation>
    </message>
    <message>
        <source>tcp or udp. tcp unless set.</source>
        <translation>tcp oder udp. Ohne Angabe tcp.</translation>
    </message>
    <message>
        <source>A name by which services find the port.</source>
        <translation>Ein Name, unter dem Services den Port finden.</translation>
    </message>
    <message>
        <source>What is spoken there: http, http2 or grpc.</source>
        <translation>Was dort gesprochen wird: http, http2 oder grpc.</translation>
    </message>
    <message>
        <source>Ports from and to, such as 8000-8010, instead of one.</source>
        <translation>Ports von und bis, etwa 8000-8010, statt eines einzelnen.</translation>
    </message>
    <message>
        <source>The ARN of the file; here it is read from buckets/BUCKET/KEY of the state directory.</source>
        <translation>Die ARN der Datei; hier wird sie aus buckets/BUCKET/KEY des Zustandsverzeichnisses gelesen.</translation>
    </message>
    <message>
        <source>s3 is the only type.</source>
        <translation>Es gibt nur den Typ s3.</translation>
    </message>
    <message>
        <source>The volume of the task that is mounted.</source>
        <translation>Das Volume des Tasks, das eingehängt wird.</translation>
    </message>
    <message>
        <source>The path in the container.</source>
        <translation>Der Pfad im Container.</translation>
    </message>
    <message>
        <source>Whether the container may only read there. Off unless set.</source>
        <translation>Ob der Container dort nur lesen darf. Ohne Angabe aus.</translation>
    </message>
    <message>
        <source>The container whose mounts are taken over.</source>
        <translation>Der Container, dessen Einhängungen übernommen werden.</translation>
    </message>
    <message>
        <source>Rights that are given, such as NET_ADMIN.</source>
        <translation>Rechte, die gegeben werden, etwa NET_ADMIN.</translation>
    </message>
    <message>
        <source>Rights that are taken away.</source>
        <translation>Rechte, die entzogen werden.</translation>
    </message>
    <message>
        <source>The name of the variable.</source>
        <translation>Der Name der Variablen.</translation>
    </message>
    <message>
        <source>Where the value is kept: the ARN or name of a secret or parameter.</source>
        <translation>Wo der Wert liegt: die ARN oder der Name eines Secrets oder Parameters.</translation>
    </message>
    <message>
        <source>How far it must have come: START, COMPLETE, SUCCESS or HEALTHY.</source>
        <translation>Wie weit er sein muss: START, COMPLETE, SUCCESS oder HEALTHY.</translation>
    </message>
    <message>
        <source>The address that the name means.</source>
        <translation>Die Adresse, die der Name meint.</translation>
    </message>
    <message>
        <source>The name that gets an address.</source>
        <translation>Der Name, der eine Adresse bekommt.</translation>
    </message>
    <message>
        <source>The limit, such as nofile for open files.</source>
        <translation>Die Grenze, etwa nofile für offene Dateien.</translation>
    </message>
    <message>
        <source>The limit that the program starts with; it may raise it up to the hard one.</source>
        <translation>Die Grenze, mit der das Programm beginnt; es darf sie bis zur harten erhöhen.</translation>
    </message>
    <message>
        <source>The limit that the program cannot raise.</source>
        <translation>Die Grenze, die das Programm nicht erhöhen kann.</translation>
    </message>
    <message>
        <source>The kernel parameter, such as net.core.somaxconn.</source>
        <translation>Der Kernel-Parameter, etwa net.core.somaxconn.</translation>
    </message>
    <message>
        <source>How many, or the name of the device.</source>
        <translation>Wie viele, oder der Name des Geräts.</translation>
    </message>
    <message>
        <source>GPU or InferenceAccelerator.</source>
        <translation>GPU oder InferenceAccelerator.</translation>
    </message>
    <message>
        <source>Whether the role of the task decides: ENABLED or DISABLED.</source>
        <translation>Ob die Rolle des Tasks entscheidet: ENABLED oder DISABLED.</translation>
    </message>
    <message>
        <source>The domain of Active Directory.</source>
        <translation>Die Domain von Active Directory.</translation>
    </message>
    <message>
        <source>Minutes to wait for an answer.</source>
        <translation>Minuten, die auf eine Antwort gewartet wird.</translation>
    </message>
    <message>
        <source>What happens then: CONTINUE or ROLLBACK.</source>
        <translation>Was dann geschieht: CONTINUE oder ROLLBACK.</translation>
    </message>
    <message>
        <source>Seconds that a connection may be idle. 0: for ever.</source>
        <translation>Sekunden, die eine Verbindung untätig sein darf. 0: unbegrenzt.</translation>
    </message>
    <message>
        <source>Seconds that a request may take. 0: for ever.</source>
        <translation>Sekunden, die eine Anfrage dauern darf. 0: unbegrenzt.</translation>
    </message>
    <message>
        <source>Who signs the certificates.</source>
        <translation>Wer die Zertifikate ausstellt.</translation>
    </message>
    <message>
        <source>The key with which private keys are encrypted.</source>
        <translation>Der Schlüssel, mit dem private Schlüssel verschlüsselt werden.</translation>
    </message>
    <message>
        <source>Whether the volume ends with its task. On unless set.</source>
        <translation>Ob das Volume mit seinem Task endet. Ohne Angabe an.</translation>
    </message>
    <message>
        <source>The path on the container instance.</source>
        <translation>Der Pfad auf der Container-Instanz.</translation>
    </message>
    <message>
        <source>What the container may do with it: read, write, mknod. All of them unless set.</source>
        <translation>Was der Container damit darf: read, write, mknod. Ohne Angabe alles.</translation>
    </message>
    <message>
        <source>The size in MiB.</source>
        <translation>Die Größe in MiB.</translation>
    </message>
    <message>
        <source>Options of the mount, such as noexec.</source>
        <translation>Optionen der Einhängung, etwa noexec.</translation>
    </message>
    <message>
        <source>The name by which clients reach it.</source>
        <translation>Der Name, unter dem Clients ihn erreichen.</translation>
    </message>
    <message>
        <source>Which requests are test traffic.</source>
        <translation>Welche Anfragen Testverkehr sind.</translation>
    </message>
    <message>
        <source>The ARN of the private authority.</source>
        <translation>Die ARN der privaten Zertifizierungsstelle.</translation>
    </message>
    <message>
        <source>volume is the only type.</source>
        <translation>Es gibt nur den Typ volume.</translation>
    </message>
    <message>
        <source>The header that marks test traffic.</source>
        <translation>Der Header, der Testverkehr kennzeichnet.</translation>
    </message>
    <message>
        <source>The value that the header must have.</source>
        <translation>Der Wert, den der Header haben muss.</translation>
    </message>
    <message>
        <source>The value of the header that marks test traffic.</source>
        <translation>Der Wert des Headers, der Testverkehr kennzeichnet.</translation>
    </message>
    <message>
        <source>The value of the variable; it may be empty.</source>
        <translation>Der Wert der Variablen; er darf leer sein.</translation>
    </message>
</context>
<context>
    <name>Hint</name>
    <message>
        <source>Task CPU</source>
        <translation>Task-CPU</translation>
    </message>
    <message>
        <source>units</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <source>of its containers</source>
        <translation>die seiner Container</translation>
    </message>
    <message>
        <source>Task memory</source>
        <translation>Task-Speicher</translation>
    </message>
    <message>
        <source>Containers</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Task stops when this stops</source>
        <translation>Endet er, endet der Task</translation>
    </message>
    <message>
        <source>shares what is left</source>
        <translation>teilt, was übrig ist</translation>
    </message>
    <message>
        <source>Memory limit</source>
        <translation>Speichergrenze</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Reservation</source>
        <translation>Reservierung</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>Ports</translation>
    </message>
    <message>
        <source>of the image</source>
        <translation>wie im Image</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>dynamic</source>
        <translation>dynamisch</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>as defined</source>
        <translation>wie definiert</translation>
    </message>
    <message>
        <source>CPU units</source>
        <translation>CPU-Einheiten</translation>
    </message>
    <message>
        <source>128 or more</source>
        <translation>128 oder mehr</translation>
    </message>
    <message>
        <source>Memory MiB</source>
        <translation>Speicher MiB</translation>
    </message>
    <message>
        <source>4 or more</source>
        <translation>4 oder mehr</translation>
    </message>
    <message>
        <source>CPUs</source>
        <translation>CPUs</translation>
    </message>
    <message>
        <source>Pull takes</source>
        <translation>Laden dauert</translation>
    </message>
    <message>
        <source>Start takes</source>
        <translation>Start dauert</translation>
    </message>
    <message>
        <source>Stop takes</source>
        <translation>Stopp dauert</translation>
    </message>
    <message>
        <source>of what is asked for</source>
        <translation>des Verlangten</translation>
    </message>
    <message>
        <source>each its own</source>
        <translation>jeder anders</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>family, or family:revision</source>
        <translation>family, oder family:revision</translation>
    </message>
    <message>
        <source>Desired tasks</source>
        <translation>Soll-Tasks</translation>
    </message>
    <message>
        <source>EC2, or as the cluster&apos;s default strategy</source>
        <translation>EC2 oder die Strategie des Clusters</translation>
    </message>
    <message>
        <source>Health grace period</source>
        <translation>Schonfrist nach Start</translation>
    </message>
    <message>
        <source>Placement strategy</source>
        <translation>Platzierungsstrategie</translation>
    </message>
    <message>
        <source>Placement constraints</source>
        <translation>Platzierungsbedingungen</translation>
    </message>
    <message>
        <source>Deployment</source>
        <translation>Deployment</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>wie bisher</translation>
    </message>
    <message>
        <source>New deployment</source>
        <translation>Neues Deployment</translation>
    </message>
    <message>
        <source>Replace all tasks, also where nothing changed</source>
        <translation>Alle Tasks ersetzen, auch wo sich nichts ändert</translation>
    </message>
    <message>
        <source>Min healthy</source>
        <translation>Min gesund</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>Max</translation>
    </message>
    <message>
        <source>Bake time</source>
        <translation>Wartezeit</translation>
    </message>
    <message>
        <source>Circuit breaker</source>
        <translation>Circuit-Breaker</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>Aktiviert</translation>
    </message>
    <message>
        <source>Stop when tasks keep failing</source>
        <translation>Stoppen, wenn Tasks immer wieder fehlschlagen</translation>
    </message>
    <message>
        <source>Return to the last revision that worked</source>
        <translation>Zur letzten Revision zurückkehren, die funktioniert hat</translation>
    </message>
    <message>
        <source>Wait after a step</source>
        <translation>Warten nach Schritt</translation>
    </message>
    <message>
        <source>First step</source>
        <translation>Erster Schritt</translation>
    </message>
    <message>
        <source>Wait after it</source>
        <translation>Warten danach</translation>
    </message>
    <message>
        <source>what to spread over or pack by</source>
        <translation>worüber verteilt oder wonach gepackt wird</translation>
    </message>
    <message>
        <source>Balanced over zones</source>
        <translation>Gleichmäßig über Zonen</translation>
    </message>
    <message>
        <source>Spread over zones, then over the instances in each</source>
        <translation>Über Zonen verteilt, dann über die Instanzen in jeder</translation>
    </message>
    <message>
        <source>Balanced over zones, packed</source>
        <translation>Gleichmäßig über Zonen, gepackt</translation>
    </message>
    <message>
        <source>Spread over zones, then as few instances as possible in each</source>
        <translation>Über Zonen verteilt, dann so wenige Instanzen wie möglich in jeder</translation>
    </message>
    <message>
        <source>Packed</source>
        <translation>Gepackt</translation>
    </message>
    <message>
        <source>As few instances as possible, by memory</source>
        <translation>So wenige Instanzen wie möglich, nach Speicher</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Zufällig</translation>
    </message>
    <message>
        <source>Any instance that fits</source>
        <translation>Irgendeine passende Instanz</translation>
    </message>
    <message>
        <source>One task on an instance</source>
        <translation>Ein Task je Instanz</translation>
    </message>
    <message>
        <source>No two tasks of the service on the same container instance</source>
        <translation>Keine zwei Tasks des Service auf derselben Container-Instanz</translation>
    </message>
    <message>
        <source>Only on linux</source>
        <translation>Nur auf Linux</translation>
    </message>
    <message>
        <source>An expression to start from</source>
        <translation>Ein Ausdruck zum Anfangen</translation>
    </message>
</context>
<context>
    <name>ObjectRef</name>
    <message>
        <source>task %1</source>
        <translation>Task %1</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>Instanzen</translation>
    </message>
    <message>
        <source>Task definitions</source>
        <translation>Task-Definitionen</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Engines</source>
        <translation>Engines</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Deployments</source>
        <translation>Deployments</translation>
    </message>
    <message>
        <source>Capacity providers</source>
        <translation>Capacity-Provider</translation>
    </message>
    <message>
        <source>Deployment</source>
        <translation>Deployment</translation>
    </message>
    <message>
        <source>Topology</source>
        <translation>Topologie</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Task definition editor</source>
        <translation>Editor für Task-Definitionen</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>task definitions</source>
        <translation>Task-Definitionen</translation>
    </message>
    <message>
        <source>keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Can run now</source>
        <translation>Jetzt möglich</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>Not available here</source>
        <translation>Hier nicht verfügbar</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>The cluster has no container instance that takes such tasks</source>
        <translation>Der Cluster hat keine Container-Instanz, die solche Tasks annimmt</translation>
    </message>
    <message>
        <source>It fits on no instance now; on %1 %2</source>
        <translation>Passt derzeit auf keine Instanz; auf %1 %2</translation>
    </message>
    <message>
        <source>%1 has no fixed tag, so each start may get another image</source>
        <translation>%1 hat keinen festen Tag; jeder Start kann ein anderes Image bekommen</translation>
    </message>
    <message>
        <source>It serves a port, but has no health check to tell whether it does</source>
        <translation>Bedient einen Port, hat aber keine Zustandsprüfung, die zeigt, ob es funktioniert</translation>
    </message>
    <message>
        <source>A privileged container may do anything on its host</source>
        <translation>Ein privilegierter Container darf auf seinem Host alles</translation>
    </message>
    <message>
        <source>no image</source>
        <translation>kein Image</translation>
    </message>
    <message>
        <source>task</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>task · %1</source>
        <translation>Task · %1</translation>
    </message>
    <message>
        <source>container %1</source>
        <translation>Container %1</translation>
    </message>
    <message>
        <source>Typing</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Set to %1</source>
        <translation>Auf %1 setzen</translation>
    </message>
    <message>
        <source>Fargate needs CPU and memory of the task</source>
        <translation>Fargate braucht CPU und Speicher des Tasks</translation>
    </message>
    <message>
        <source>%1 is no size that Fargate has</source>
        <translation>%1 ist keine Größe, die Fargate kennt</translation>
    </message>
    <message>
        <source>Fargate runs no privileged container</source>
        <translation>Fargate führt keine privilegierten Container aus</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>On Fargate, images of ECR need executionRoleArn</source>
        <translation>Auf Fargate brauchen Images aus ECR executionRoleArn</translation>
    </message>
    <message>
        <source>On Fargate, awslogs needs executionRoleArn</source>
        <translation>Auf Fargate braucht awslogs executionRoleArn</translation>
    </message>
    <message>
        <source>Fargate has network mode awsvpc only</source>
        <translation>Fargate kennt nur den Netzwerkmodus awsvpc</translation>
    </message>
    <message>
        <source>Set to awsvpc</source>
        <translation>Auf awsvpc setzen</translation>
    </message>
    <message>
        <source>Fargate has no placement constraints</source>
        <translation>Fargate kennt keine Platzierungsbedingungen</translation>
    </message>
    <message>
        <source>Remove them</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Fargate has pidMode task only</source>
        <translation>Fargate kennt nur pidMode task</translation>
    </message>
    <message>
        <source>Set to task</source>
        <translation>Auf task setzen</translation>
    </message>
    <message>
        <source>Storage is between 21 and 200 GiB</source>
        <translation>Der Speicherplatz liegt zwischen 21 und 200 GiB</translation>
    </message>
    <message>
        <source>%1: free %2, short %3</source>
        <translation>%1: frei %2, es fehlen %3</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPUs</translation>
    </message>
    <message>
        <source>host port %1 is taken</source>
        <translation>Host-Port %1 ist belegt</translation>
    </message>
    <message>
        <source>Starts together</source>
        <translation>Startet gemeinsam</translation>
    </message>
    <message>
        <source>Starts first</source>
        <translation>Startet zuerst</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>nothing in a task definition says this</source>
        <translation>dafür gibt es in einer Task-Definition nichts</translation>
    </message>
    <message>
        <source>it names no image: build one and name it</source>
        <translation>es nennt kein Image: bauen Sie eines und nennen Sie es</translation>
    </message>
    <message>
        <source>containers of tasks are named by the agent</source>
        <translation>Container von Tasks benennt der Agent</translation>
    </message>
    <message>
        <source>the file is not read here: paste its lines as variables</source>
        <translation>die Datei wird hier nicht gelesen: fügen Sie ihre Zeilen als Variablen ein</translation>
    </message>
    <message>
        <source>containers of one task see each other without</source>
        <translation>Container eines Tasks erreichen einander ohnehin</translation>
    </message>
    <message>
        <source>a task runs all of its containers</source>
        <translation>ein Task führt alle seine Container aus</translation>
    </message>
    <message>
        <source>images are built elsewhere</source>
        <translation>Images werden anderswo gebaut</translation>
    </message>
    <message>
        <source>this is no time</source>
        <translation>das ist keine Zeitangabe</translation>
    </message>
    <message>
        <source>%1 is not known</source>
        <translation>%1 ist nicht bekannt</translation>
    </message>
    <message>
        <source>it is no map</source>
        <translation>das ist keine Zuordnung</translation>
    </message>
    <message>
        <source>the image&apos;s own check is not known here</source>
        <translation>die eigene Prüfung des Images ist hier nicht bekannt</translation>
    </message>
    <message>
        <source>this is said by a service, not by its definition</source>
        <translation>das sagt ein Service, nicht seine Definition</translation>
    </message>
    <message>
        <source>%1 ends</source>
        <translation>%1 endet</translation>
    </message>
    <message>
        <source>others wait for its end, which must not end the task</source>
        <translation>andere warten auf sein Ende; es darf den Task nicht beenden</translation>
    </message>
    <message>
        <source>This is no docker run line, no JSON, and no compose file: it has no services.</source>
        <translation>Das ist keine docker-run-Zeile, kein JSON und keine Compose-Datei: services fehlt.</translation>
    </message>
    <message>
        <source>The compose file has an error at %1:%2: %3</source>
        <translation>Die Compose-Datei hat einen Fehler bei %1:%2: %3</translation>
    </message>
    <message>
        <source>The line names no image.</source>
        <translation>Die Zeile nennt kein Image.</translation>
    </message>
    <message>
        <source>command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>tasks always run in the background</source>
        <translation>Tasks laufen immer im Hintergrund</translation>
    </message>
    <message>
        <source>containers are removed some time after their task</source>
        <translation>Container werden einige Zeit nach ihrem Task entfernt</translation>
    </message>
    <message>
        <source>the ports of the image are not known here: name them</source>
        <translation>die Ports des Images sind hier nicht bekannt: nennen Sie sie</translation>
    </message>
    <message>
        <source>name and family</source>
        <translation>Name und Familie</translation>
    </message>
    <message>
        <source>tasks have no networks by name; links or awsvpc connect them</source>
        <translation>Tasks haben keine benannten Netzwerke; Links oder awsvpc verbinden sie</translation>
    </message>
    <message>
        <source>only bind mounts and volumes are taken over</source>
        <translation>nur Bind-Mounts und Volumes werden übernommen</translation>
    </message>
    <message>
        <source>this is no port</source>
        <translation>das ist kein Port</translation>
    </message>
    <message>
        <source>a port is published on all addresses of the host</source>
        <translation>ein Port wird auf allen Adressen des Hosts veröffentlicht</translation>
    </message>
    <message>
        <source>the host&apos;s ports of a range are picked</source>
        <translation>die Host-Ports eines Bereichs werden zugeteilt</translation>
    </message>
    <message>
        <source>the path has to be absolute on the host: put it right</source>
        <translation>der Pfad muss auf dem Host absolut sein: berichtigen Sie ihn</translation>
    </message>
    <message>
        <source>the volume lives as long as its task</source>
        <translation>das Volume besteht so lange wie sein Task</translation>
    </message>
    <message>
        <source>its value is that of the shell, which is not known here</source>
        <translation>der Wert ist der der Shell, die hier nicht bekannt ist</translation>
    </message>
    <message>
        <source>this is no size</source>
        <translation>das ist keine Größe</translation>
    </message>
    <message>
        <source>the least is 4 MiB</source>
        <translation>mindestens 4 MiB</translation>
    </message>
    <message>
        <source>this is no number of CPUs</source>
        <translation>das ist keine Anzahl von CPUs</translation>
    </message>
    <message>
        <source>a container&apos;s CPU units are a share, not a limit</source>
        <translation>die CPU-Einheiten eines Containers sind ein Anteil, keine Grenze</translation>
    </message>
    <message>
        <source>no restartPolicy</source>
        <translation>keine restartPolicy</translation>
    </message>
    <message>
        <source>restarts have a period of their own; a service replaces tasks</source>
        <translation>Neustarts haben ihre eigene Frist; ein Service ersetzt Tasks</translation>
    </message>
    <message>
        <source>%1: no memory</source>
        <translation>%1: kein Speicher</translation>
    </message>
    <message>
        <source>a container needs a memory size; choose what it really needs</source>
        <translation>ein Container braucht eine Speichergröße; wählen Sie, was er wirklich braucht</translation>
    </message>
    <message>
        <source>The text has more than 1 MiB: no task definition has.</source>
        <translation>Der Text hat mehr als 1 MiB: so groß ist keine Task-Definition.</translation>
    </message>
    <message>
        <source>There is nothing to import yet.</source>
        <translation>Noch gibt es nichts zu importieren.</translation>
    </message>
    <message>
        <source>This JSON is no task definition.</source>
        <translation>Dieses JSON ist keine Task-Definition.</translation>
    </message>
    <message>
        <source>This JSON is no task definition: it has no containerDefinitions.</source>
        <translation>Dieses JSON ist keine Task-Definition: containerDefinitions fehlt.</translation>
    </message>
    <message>
        <source>it is given by registering</source>
        <translation>wird beim Registrieren vergeben</translation>
    </message>
    <message>
        <source>A mapping has a container port or a range of them</source>
        <translation>Eine Zuordnung hat einen Container-Port oder einen Bereich</translation>
    </message>
    <message>
        <source>A port is between 1 and 65535; host port 0 means that one is picked</source>
        <translation>Ein Port liegt zwischen 1 und 65535; Host-Port 0 heißt, dass einer zugeteilt wird</translation>
    </message>
    <message>
        <source>With network mode %1, host port and container port are the same</source>
        <translation>Im Netzwerkmodus %1 sind Host-Port und Container-Port gleich</translation>
    </message>
    <message>
        <source>With network mode none, no port is mapped</source>
        <translation>Im Netzwerkmodus none wird kein Port zugeordnet</translation>
    </message>
    <message>
        <source>Remove the ports</source>
        <translation>Ports entfernen</translation>
    </message>
    <message>
        <source>Port %1 is mapped for one protocol only</source>
        <translation>Port %1 wird nur für ein Protokoll zugeordnet</translation>
    </message>
    <message>
        <source>Host port %1 is asked for twice: no instance has it twice</source>
        <translation>Host-Port %1 wird zweimal verlangt: keine Instanz hat ihn zweimal</translation>
    </message>
    <message>
        <source>Let one be picked</source>
        <translation>Einen zuteilen lassen</translation>
    </message>
    <message>
        <source>%1 is not possible with network mode %2</source>
        <translation>%1 ist im Netzwerkmodus %2 nicht möglich</translation>
    </message>
    <message>
        <source>There is no container %1</source>
        <translation>Es gibt keinen Container %1</translation>
    </message>
    <message>
        <source>Wait for START</source>
        <translation>Auf START warten</translation>
    </message>
    <message>
        <source>Add health check</source>
        <translation>Zustandsprüfung hinzufügen</translation>
    </message>
    <message>
        <source>There is no other container %1 to wait for</source>
        <translation>Es gibt keinen anderen Container %1, auf den gewartet werden kann</translation>
    </message>
    <message>
        <source>HEALTHY waits for %1, but %1 has no health check: %2 would never start</source>
        <translation>HEALTHY wartet auf %1, aber %1 hat keine Zustandsprüfung: %2 würde nie starten</translation>
    </message>
    <message>
        <source>%1 waits for %2 to end, but %2 is essential: the task would end with it</source>
        <translation>%1 wartet auf das Ende von %2, aber %2 ist essential: der Task würde damit enden</translation>
    </message>
    <message>
        <source>Make %1 not essential</source>
        <translation>%1 nicht essential machen</translation>
    </message>
    <message>
        <source>%1 wait for each other: none of them would ever start</source>
        <translation>%1 warten aufeinander: keiner würde je starten</translation>
    </message>
    <message>
        <source>Let %1 not wait for %2</source>
        <translation>%1 nicht auf %2 warten lassen</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>Abhilfe</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>advice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Syntax</source>
        <translation>Syntax</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>Semantics</source>
        <translation>Semantik</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Advice</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>%1 stands here twice; the last one counts</source>
        <translation>%1 steht hier zweimal; das letzte gilt</translation>
    </message>
    <message>
        <source>set</source>
        <translation>gesetzt</translation>
    </message>
    <message>
        <source>%1%2 per task</source>
        <translation>%1%2 je Task</translation>
    </message>
    <message>
        <source>another image is pulled</source>
        <translation>ein anderes Image wird geladen</translation>
    </message>
    <message>
        <source>secrets are read with this role</source>
        <translation>Secrets werden mit dieser Rolle gelesen</translation>
    </message>
    <message>
        <source>another order of starting</source>
        <translation>eine andere Startreihenfolge</translation>
    </message>
    <message>
        <source>Container %1</source>
        <translation>Container %1</translation>
    </message>
    <message>
        <source>added</source>
        <translation>hinzugefügt</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>container</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>containers</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>Volumes</translation>
    </message>
    <message>
        <source>The task definition needs a family: its name</source>
        <translation>Die Task-Definition braucht eine Familie: ihren Namen</translation>
    </message>
    <message>
        <source>A family has up to 255 letters, digits, hyphens and underscores</source>
        <translation>Eine Familie hat bis zu 255 Buchstaben, Ziffern, Binde- und Unterstriche</translation>
    </message>
    <message>
        <source>There has to be one container</source>
        <translation>Es muss einen Container geben</translation>
    </message>
    <message>
        <source>Add a container</source>
        <translation>Container hinzufügen</translation>
    </message>
    <message>
        <source>A task definition has ten containers at most</source>
        <translation>Eine Task-Definition hat höchstens zehn Container</translation>
    </message>
    <message>
        <source>The document has %1 bytes; 65536 are allowed</source>
        <translation>Das Dokument hat %1 Bytes; 65536 sind erlaubt</translation>
    </message>
    <message>
        <source>The container needs a name</source>
        <translation>Der Container braucht einen Namen</translation>
    </message>
    <message>
        <source>Name it</source>
        <translation>Benennen</translation>
    </message>
    <message>
        <source>A name has letters, digits, hyphens and underscores</source>
        <translation>Ein Name besteht aus Buchstaben, Ziffern, Binde- und Unterstrichen</translation>
    </message>
    <message>
        <source>Two containers are named %1</source>
        <translation>Zwei Container heißen %1</translation>
    </message>
    <message>
        <source>Rename it</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>The container needs an image</source>
        <translation>Der Container braucht ein Image</translation>
    </message>
    <message>
        <source>An image&apos;s name has letters, digits and -_:./#@+</source>
        <translation>Der Name eines Images besteht aus Buchstaben, Ziffern und -_:./#@+</translation>
    </message>
    <message>
        <source>Less than %1 MiB is too little</source>
        <translation>Weniger als %1 MiB sind zu wenig</translation>
    </message>
    <message>
        <source>CPU units are not negative</source>
        <translation>CPU-Einheiten sind nicht negativ</translation>
    </message>
    <message>
        <source>Set to 0</source>
        <translation>Auf 0 setzen</translation>
    </message>
    <message>
        <source>Without a memory size of the task, the container needs a limit or a reservation</source>
        <translation>Ohne Speichergröße des Tasks braucht der Container eine Grenze oder eine Reservierung</translation>
    </message>
    <message>
        <source>Set to 256</source>
        <translation>Auf 256 setzen</translation>
    </message>
    <message>
        <source>%1 MiB is more than the limit of %2 MiB</source>
        <translation>%1 MiB sind mehr als die Grenze von %2 MiB</translation>
    </message>
    <message>
        <source>%1 MiB is more than the %2 MiB of the task</source>
        <translation>%1 MiB sind mehr als die %2 MiB des Tasks</translation>
    </message>
    <message>
        <source>A time is not negative</source>
        <translation>Eine Zeit ist nicht negativ</translation>
    </message>
    <message>
        <source>A task has from 128 to 196608 CPU units</source>
        <translation>Ein Task hat 128 bis 196608 CPU-Einheiten</translation>
    </message>
    <message>
        <source>This is no number of CPU units or vCPU</source>
        <translation>Das ist keine Anzahl von CPU-Einheiten oder vCPU</translation>
    </message>
    <message>
        <source>This is no number of MiB or GB</source>
        <translation>Das ist keine Anzahl von MiB oder GB</translation>
    </message>
    <message>
        <source>The containers ask for %1 CPU units together, more than the %2 of the task</source>
        <translation>Die Container verlangen zusammen %1 CPU-Einheiten, mehr als die %2 des Tasks</translation>
    </message>
    <message>
        <source>The containers reserve %1 MiB together, more than the %2 of the task</source>
        <translation>Die Container reservieren zusammen %1 MiB, mehr als die %2 des Tasks</translation>
    </message>
    <message>
        <source>No container is essential: the task would not know when it ends</source>
        <translation>Kein Container ist essential: der Task wüsste nicht, wann er endet</translation>
    </message>
    <message>
        <source>Make the first one essential</source>
        <translation>Den ersten essential machen</translation>
    </message>
    <message>
        <source>Two volumes are named %1</source>
        <translation>Zwei Volumes heißen %1</translation>
    </message>
    <message>
        <source>A volume is of the host or of a driver, not both</source>
        <translation>Ein Volume gehört dem Host oder einem Treiber, nicht beiden</translation>
    </message>
    <message>
        <source>There is no volume %1</source>
        <translation>Es gibt kein Volume %1</translation>
    </message>
    <message>
        <source>Declare it</source>
        <translation>Deklarieren</translation>
    </message>
    <message>
        <source>Add ecsTaskExecutionRole</source>
        <translation>ecsTaskExecutionRole hinzufügen</translation>
    </message>
    <message>
        <source>Secrets are read with executionRoleArn, which the task definition lacks</source>
        <translation>Secrets werden mit executionRoleArn gelesen; der Task-Definition fehlt sie</translation>
    </message>
    <message>
        <source>The credentials are read with executionRoleArn, which the task definition lacks</source>
        <translation>Die Zugangsdaten werden mit executionRoleArn gelesen; der Task-Definition fehlt sie</translation>
    </message>
    <message>
        <source>A health check&apos;s command begins with CMD or CMD-SHELL</source>
        <translation>Der Befehl einer Zustandsprüfung beginnt mit CMD oder CMD-SHELL</translation>
    </message>
    <message>
        <source>Put CMD before it</source>
        <translation>CMD voranstellen</translation>
    </message>
    <message>
        <source>%1 is between %2 and %3</source>
        <translation>%1 liegt zwischen %2 und %3</translation>
    </message>
    <message>
        <source>The period is between 60 and 1800 s</source>
        <translation>Die Frist liegt zwischen 60 und 1800 s</translation>
    </message>
    <message>
        <source>At most 50 exit codes are ignored</source>
        <translation>Höchstens 50 Exit-Codes werden übergangen</translation>
    </message>
    <message>
        <source>At most 10 environment files are read</source>
        <translation>Höchstens 10 Umgebungsdateien werden gelesen</translation>
    </message>
    <message>
        <source>An environment file has the type s3 and a name that ends in .env</source>
        <translation>Eine Umgebungsdatei hat den Typ s3 und einen Namen, der auf .env endet</translation>
    </message>
    <message>
        <source>At most 10 constraints are allowed</source>
        <translation>Höchstens 10 Bedingungen sind erlaubt</translation>
    </message>
    <message>
        <source>A constraint here has the type memberOf and an expression</source>
        <translation>Eine Bedingung hat hier den Typ memberOf und einen Ausdruck</translation>
    </message>
    <message>
        <source>%1 +%2</source>
        <translation>%1 +%2</translation>
    </message>
    <message>
        <source>exits</source>
        <translation>endet</translation>
    </message>
    <message>
        <source>volume, shared</source>
        <translation>Volume, gemeinsam</translation>
    </message>
    <message>
        <source>volume, not mounted</source>
        <translation>Volume, nicht eingehängt</translation>
    </message>
    <message>
        <source>volume</source>
        <translation>Volume</translation>
    </message>
    <message>
        <source>secret, %1</source>
        <translation>Secret, %1</translation>
    </message>
    <message numerus="yes">
        <source>%n containers</source>
        <translation>
            <numerusform>%n Container</numerusform>
            <numerusform>%n Container</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dependencies</source>
        <translation>
            <numerusform>%n Abhängigkeit</numerusform>
            <numerusform>%n Abhängigkeiten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>no cycle</source>
        <translation>kein Kreis</translation>
    </message>
    <message>
        <source>a cycle</source>
        <translation>ein Kreis</translation>
    </message>
    <message>
        <source>essential</source>
        <translation>essential</translation>
    </message>
    <message>
        <source>with a health check</source>
        <translation>mit Zustandsprüfung</translation>
    </message>
    <message>
        <source>waits for %1 (%2)</source>
        <translation>wartet auf %1 (%2)</translation>
    </message>
    <message>
        <source>volume %1</source>
        <translation>Volume %1</translation>
    </message>
    <message>
        <source>secret %1</source>
        <translation>Secret %1</translation>
    </message>
    <message>
        <source>%1 with %2</source>
        <translation>%1 mit %2</translation>
    </message>
    <message>
        <source>registry:port/repository:tag</source>
        <translation>Registry:Port/Repository:Tag</translation>
    </message>
    <message>
        <source>%1 or more</source>
        <translation>%1 oder mehr</translation>
    </message>
    <message>
        <source>Agent lost</source>
        <translation>Agent verloren</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Strict: every request is signed with an access key</source>
        <translation>Strict: jede Anfrage wird mit einem Zugriffsschlüssel signiert</translation>
    </message>
    <message>
        <source>Off: nobody looks at them</source>
        <translation>Off: niemand sieht sie an</translation>
    </message>
    <message>
        <source>Lenient: a request may be unsigned, and signatures are not verified</source>
        <translation>Lenient: eine Anfrage darf unsigniert sein, und Signaturen werden nicht geprüft</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>Deployment</source>
        <translation>Deployment</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>%1 of %2 tasks run</source>
        <translation>%1 von %2 Tasks laufen</translation>
    </message>
    <message>
        <source>Its deployment waits for an answer</source>
        <translation>Das Deployment wartet auf eine Antwort</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>Instanz</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Memory reserved %1</source>
        <translation>Speicher zu %1 reserviert</translation>
    </message>
    <message>
        <source>Reserved by tasks, as a share of what its container instances have</source>
        <translation>Von Tasks reserviert, als Anteil dessen, was die Container-Instanzen haben</translation>
    </message>
    <message>
        <source>%1, from %2 to %3</source>
        <translation>%1, von %2 bis %3</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>Instanzen</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Managed scaling</source>
        <translation>Verwaltete Skalierung</translation>
    </message>
    <message>
        <source>target %1 %</source>
        <translation>Ziel %1 %</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Scale-in</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>protected</source>
        <translation>geschützt</translation>
    </message>
    <message>
        <source>allowed</source>
        <translation>erlaubt</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Running</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Pending</translation>
    </message>
    <message>
        <source>CPU reserved</source>
        <translation>CPU reserviert</translation>
    </message>
    <message>
        <source>Memory reserved</source>
        <translation>Speicher reserviert</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Aufruf</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>%1 reserved</source>
        <translation>%1 reserviert</translation>
    </message>
    <message>
        <source>%1 at most</source>
        <translation>höchstens %1</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>nicht gesetzt</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Essential</source>
        <translation>Essential</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>%1 on host port %2, %3</source>
        <translation>%1 auf Host-Port %2, %3</translation>
    </message>
    <message>
        <source>Exit code</source>
        <translation>Exit-Code</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>Container id</source>
        <translation>Container-ID</translation>
    </message>
    <message>
        <source>Write Active or Draining.</source>
        <translation>Schreiben Sie Active oder Draining.</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Active</translation>
    </message>
    <message>
        <source>Draining</source>
        <translation>Draining</translation>
    </message>
    <message>
        <source>Reserved by tasks (pale) and used (dark), as a share of what is registered</source>
        <translation>Von Tasks reserviert (hell) und benutzt (dunkel), als Anteil dessen, was registriert ist</translation>
    </message>
    <message>
        <source>%1 reserved, %2 used</source>
        <translation>%1 reserviert, %2 benutzt</translation>
    </message>
    <message>
        <source>F2 changes it between Active and Draining</source>
        <translation>F2 wechselt zwischen Active und Draining</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>Ports</translation>
    </message>
    <message>
        <source>Static host ports that tasks have taken</source>
        <translation>Feste Host-Ports, die Tasks belegen</translation>
    </message>
    <message>
        <source>Launch type</source>
        <translation>Starttyp</translation>
    </message>
    <message>
        <source>Capacity provider</source>
        <translation>Capacity-Provider</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Attribute</translation>
    </message>
    <message>
        <source>F2 changes them: name=value, separated by commas</source>
        <translation>F2 ändert sie: name=wert, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 of %1</source>
        <translation>%1 von %1</translation>
    </message>
    <message>
        <source>Rollback</source>
        <translation>Rollback</translation>
    </message>
    <message>
        <source>Task set</source>
        <translation>Task-Set</translation>
    </message>
    <message>
        <source>Create service</source>
        <translation>Service anlegen</translation>
    </message>
    <message>
        <source>Update service</source>
        <translation>Service ändern</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Tasks that failed in a row, and how many trip the circuit breaker</source>
        <translation>Tasks, die nacheinander fehlschlugen, und wie viele davon den Circuit-Breaker auslösen</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>Auslöser</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Fate</source>
        <translation>Verbleib</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>CPUs</source>
        <translation>CPUs</translation>
    </message>
    <message>
        <source>task %1</source>
        <translation>Task %1</translation>
    </message>
    <message>
        <source>Task definition</source>
        <translation>Task-Definition</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>nicht erreicht</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>How many of the tasks go there</source>
        <translation>Wie viele der Tasks dorthin gehen</translation>
    </message>
    <message>
        <source>Constraint</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>One on an instance</source>
        <translation>Einer je Instanz</translation>
    </message>
    <message>
        <source>is here</source>
        <translation>ist hier</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>gewählt</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>passt</translation>
    </message>
    <message>
        <source>candidates</source>
        <translation>Kandidaten</translation>
    </message>
    <message>
        <source>yes: %1</source>
        <translation>ja: %1</translation>
    </message>
    <message>
        <source>no: %1</source>
        <translation>nein: %1</translation>
    </message>
    <message>
        <source>%1 ago, %2</source>
        <translation>vor %1, %2</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Desired</source>
        <translation>Soll</translation>
    </message>
    <message>
        <source>Stop reason</source>
        <translation>Stoppgrund</translation>
    </message>
    <message>
        <source>does not answer, so the state is as last known</source>
        <translation>antwortet nicht; der Zustand ist der zuletzt bekannte</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Started by</source>
        <translation>Gestartet von</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Provider</translation>
    </message>
    <message>
        <source>Protected</source>
        <translation>Geschützt</translation>
    </message>
    <message>
        <source>from scale-in and deployments until %1</source>
        <translation>vor Verkleinerung und Deployments bis %1</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>Reserviert</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>%1 of %2 reserved</source>
        <translation>%1 von %2 reserviert</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>%1 running, %2 pending</source>
        <translation>%1 laufen, %2 ausstehend</translation>
    </message>
    <message>
        <source>Dynamic ports</source>
        <translation>Dynamische Ports</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Registriert</translation>
    </message>
    <message>
        <source>Revisions</source>
        <translation>Revisionen</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Containers</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Architektur</translation>
    </message>
    <message>
        <source>%1 CPUs, %2</source>
        <translation>%1 CPUs, %2</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Container instances</source>
        <translation>Container-Instanzen</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Explain placement</source>
        <translation>Platzierung erklären</translation>
    </message>
    <message numerus="yes">
        <source>%n running tasks</source>
        <translation>
            <numerusform>%n laufender Task</numerusform>
            <numerusform>%n laufende Tasks</numerusform>
        </translation>
    </message>
    <message>
        <source>used by %1</source>
        <translation>benutzt von %1</translation>
    </message>
    <message numerus="yes">
        <source>%n tasks</source>
        <translation>
            <numerusform>%n Task</numerusform>
            <numerusform>%n Tasks</numerusform>
        </translation>
    </message>
    <message>
        <source>&lt;none&gt;</source>
        <translation>&lt;keiner&gt;</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>Repository</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Image id</source>
        <translation>Image-ID</translation>
    </message>
    <message>
        <source>Engines</source>
        <translation>Engines</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>Benutzt von</translation>
    </message>
    <message>
        <source>%1 needs a name before the equals sign.</source>
        <translation>%1 braucht einen Namen vor dem Gleichheitszeichen.</translation>
    </message>
    <message>
        <source>%1 stands here twice.</source>
        <translation>%1 steht hier zweimal.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Kept, no effect here</source>
        <translation>Aufbewahrt, hier ohne Wirkung</translation>
    </message>
    <message>
        <source>Otherwise than on ECS</source>
        <translation>Anders als auf ECS</translation>
    </message>
    <message>
        <source>provisioning</source>
        <translation>wird bereitgestellt</translation>
    </message>
    <message>
        <source>pulling</source>
        <translation>lädt</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>healthy</source>
        <translation>gesund</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>draining</source>
        <translation>endet</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 um %2</translation>
    </message>
    <message>
        <source>%1 since %2</source>
        <translation>%1 seit %2</translation>
    </message>
    <message>
        <source>Lane</source>
        <translation>Bahn</translation>
    </message>
    <message>
        <source>debug</source>
        <translation>debug</translation>
    </message>
    <message>
        <source>info</source>
        <translation>info</translation>
    </message>
    <message>
        <source>warn</source>
        <translation>warn</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>Strom</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>As the line says itself; info where it says nothing</source>
        <translation>Wie die Zeile selbst sagt; info, wo sie nichts sagt</translation>
    </message>
    <message>
        <source>%1 of limit</source>
        <translation>%1 vom Max.</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was nicht stimmt</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Zone, instance</source>
        <translation>Zone, Instanz</translation>
    </message>
    <message>
        <source>%1 %2 of %3</source>
        <translation>%1 %2 von %3</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>im Gange</translation>
    </message>
    <message>
        <source>reserved</source>
        <translation>reserviert</translation>
    </message>
    <message>
        <source>%1 used</source>
        <translation>%1 benutzt</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Operation</translation>
    </message>
    <message>
        <source>Access key</source>
        <translation>Zugriffsschlüssel</translation>
    </message>
    <message>
        <source>exit code %1</source>
        <translation>Exit-Code %1</translation>
    </message>
    <message>
        <source>failed to start</source>
        <translation>nicht gestartet</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>task failed %1</source>
        <translation>Task fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>waits for a place or its engine</source>
        <translation>wartet auf einen Platz oder seine Engine</translation>
    </message>
    <message>
        <source>pulls its images</source>
        <translation>lädt seine Images</translation>
    </message>
    <message>
        <source>starts its containers</source>
        <translation>startet seine Container</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>drains</source>
        <translation>wird beendet</translation>
    </message>
    <message>
        <source>A hook waits at %1</source>
        <translation>Ein Hook wartet bei %1</translation>
    </message>
    <message>
        <source>Somebody has to let it go on, or roll back.</source>
        <translation>Jemand muss es weiterlaufen lassen oder zurückrollen.</translation>
    </message>
    <message>
        <source>Continue or roll back within %1.</source>
        <translation>Fortsetzen oder zurückrollen innerhalb von %1.</translation>
    </message>
    <message>
        <source>The next task has no place</source>
        <translation>Der nächste Task hat keinen Platz</translation>
    </message>
    <message>
        <source>Its tasks keep failing, so the next start is put off</source>
        <translation>Seine Tasks schlagen immer wieder fehl; der nächste Start ist aufgeschoben</translation>
    </message>
    <message>
        <source>Next one in %1.</source>
        <translation>Nächster in %1.</translation>
    </message>
    <message>
        <source>Task %1 %2</source>
        <translation>Task %1 %2</translation>
    </message>
    <message>
        <source>For %1, on %2.</source>
        <translation>Seit %1, auf %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n tasks are draining</source>
        <translation>
            <numerusform>%n Task wird beendet</numerusform>
            <numerusform>%n Tasks werden beendet</numerusform>
        </translation>
    </message>
    <message>
        <source>Their places are free when they have stopped.</source>
        <translation>Ihre Plätze sind frei, wenn sie gestoppt sind.</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 übrig</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>Write a number from 0 to %1.</source>
        <translation>Schreiben Sie eine Zahl von 0 bis %1.</translation>
    </message>
    <message>
        <source>How many tasks the service keeps running; F2 changes it</source>
        <translation>Wie viele Tasks der Service laufen lässt; F2 ändert es</translation>
    </message>
    <message>
        <source>Short of tasks</source>
        <translation>Zu wenige Tasks</translation>
    </message>
    <message>
        <source>Stuck %1</source>
        <translation>Hängt seit %1</translation>
    </message>
    <message>
        <source>Rolled back</source>
        <translation>Zurückgerollt</translation>
    </message>
    <message>
        <source>Tasks of the new revision that run, and those that are starting</source>
        <translation>Tasks der neuen Revision, die laufen, und solche, die starten</translation>
    </message>
    <message>
        <source>Placement</source>
        <translation>Platzierung</translation>
    </message>
    <message>
        <source>Rollout</source>
        <translation>Rollout</translation>
    </message>
    <message>
        <source>Last event</source>
        <translation>Letztes Ereignis</translation>
    </message>
    <message>
        <source>CPU of limit</source>
        <translation>CPU / Max.</translation>
    </message>
    <message>
        <source>Memory of limit</source>
        <translation>Speicher / Max.</translation>
    </message>
    <message>
        <source>%1 % / %2 %</source>
        <translation>%1 % / %2 %</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>%1 of %2 failures</source>
        <translation>%1 von %2 Fehlschlägen</translation>
    </message>
    <message>
        <source>%1 of %2 desired</source>
        <translation>%1 von %2 im Soll</translation>
    </message>
    <message>
        <source>, %1 pending</source>
        <translation>, %1 ausstehend</translation>
    </message>
    <message>
        <source>Deployments</source>
        <translation>Deployments</translation>
    </message>
    <message>
        <source>%1: %2 running, %3 pending</source>
        <translation>%1: %2 laufen, %3 ausstehend</translation>
    </message>
    <message>
        <source>Why it waits</source>
        <translation>Warum es wartet</translation>
    </message>
    <message>
        <source>Constraints</source>
        <translation>Bedingungen</translation>
    </message>
    <message>
        <source>Rebalancing</source>
        <translation>Ausgleich</translation>
    </message>
    <message>
        <source>between zones</source>
        <translation>zwischen Zonen</translation>
    </message>
    <message>
        <source>Min / max</source>
        <translation>Min / Max</translation>
    </message>
    <message>
        <source>Circuit breaker</source>
        <translation>Circuit-Breaker</translation>
    </message>
    <message>
        <source>Controller</source>
        <translation>Controller</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Open the timeline</source>
        <translation>Zeitverlauf öffnen</translation>
    </message>
    <message>
        <source>%1 of %2 run, %3 starting</source>
        <translation>%1 von %2 laufen, %3 starten</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>from %1 to %2 instances</source>
        <translation>von %1 bis %2 Instanzen</translation>
    </message>
    <message>
        <source>on, to %1 % of capacity</source>
        <translation>an, bis %1 % der Kapazität</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>%1 to %2 instances at once</source>
        <translation>%1 bis %2 Instanzen auf einmal</translation>
    </message>
    <message>
        <source>before an instance goes</source>
        <translation>bevor eine Instanz geht</translation>
    </message>
    <message>
        <source>instance</source>
        <translation>Instanz</translation>
    </message>
    <message>
        <source>zone</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>Inactive</source>
        <translation>Inactive</translation>
    </message>
    <message>
        <source>No instance</source>
        <translation>Keine Instanz</translation>
    </message>
    <message>
        <source>Scaled to 0</source>
        <translation>Auf 0</translation>
    </message>
    <message>
        <source>Unsteady</source>
        <translation>Instabil</translation>
    </message>
    <message>
        <source>Deploying</source>
        <translation>Rollt aus</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Moving</source>
        <translation>Zieht um</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>Healthy</translation>
    </message>
    <message>
        <source>Awaits action</source>
        <translation>Wartet auf Sie</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>Im Gange</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Wird gestoppt</translation>
    </message>
    <message>
        <source>Rolling back</source>
        <translation>Wird zurückgerollt</translation>
    </message>
    <message>
        <source>Rollback failed</source>
        <translation>Rollback fehlgeschlagen</translation>
    </message>
    <message>
        <source>External</source>
        <translation>Extern</translation>
    </message>
    <message>
        <source>one on each instance</source>
        <translation>einer auf jeder Instanz</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%1 nach %2</translation>
    </message>
    <message>
        <source>spread by zone</source>
        <translation>über Zonen verteilt</translation>
    </message>
    <message>
        <source>one on an instance</source>
        <translation>einer je Instanz</translation>
    </message>
    <message>
        <source>From scale-in and deployments, for so long</source>
        <translation>Vor Verkleinerung und Deployments, so lange</translation>
    </message>
    <message>
        <source>A note has at most 1024 characters; this one has %1.</source>
        <translation>Eine Notiz hat höchstens 1024 Zeichen; diese hat %1.</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Latest</source>
        <translation>Neueste</translation>
    </message>
    <message>
        <source>The highest revision that is active</source>
        <translation>Die höchste aktive Revision</translation>
    </message>
    <message>
        <source>In use by</source>
        <translation>Benutzt von</translation>
    </message>
    <message>
        <source>Tasks of any revision that have not stopped</source>
        <translation>Tasks beliebiger Revision, die nicht gestoppt sind</translation>
    </message>
    <message>
        <source>Your own words about the latest revision; F2 edits them</source>
        <translation>Ihre eigenen Worte zur neuesten Revision; F2 bearbeitet sie</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>%1 pending</source>
        <translation>%1 ausstehend</translation>
    </message>
    <message>
        <source>an agent is lost</source>
        <translation>ein Agent ist verloren</translation>
    </message>
    <message>
        <source>%1 unsteady</source>
        <translation>%1 instabil</translation>
    </message>
    <message>
        <source>%1 deploying</source>
        <translation>%1 rollen aus</translation>
    </message>
    <message>
        <source>one is not connected</source>
        <translation>eine ist nicht verbunden</translation>
    </message>
    <message>
        <source>used</source>
        <translation>benutzt</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>Its engine does not answer; %1 in doubt</source>
        <translation>Die Engine antwortet nicht; %1 ungewiss</translation>
    </message>
    <message>
        <source>tasks</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>%1 failed. %2</source>
        <translation>%1 fehlgeschlagen. %2</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>Zugangsdaten</translation>
    </message>
    <message>
        <source>None: its engine is on another machine, and in the network mode %1 it does not reach the relay there</source>
        <translation>Keine: die Engine ist auf einem anderen Rechner, und im Netzwerkmodus %1 wird das Relais dort nicht erreicht</translation>
    </message>
    <message>
        <source>Inside tasks</source>
        <translation>In Tasks</translation>
    </message>
    <message>
        <source>Tasks with a role find the metadata endpoint and their credentials over a relay in a container there. Tasks without a role, or in host mode, find none</source>
        <translation>Tasks mit einer Rolle finden den Metadaten-Endpunkt und ihre Zugangsdaten über ein Relais in einem Container dort. Tasks ohne Rolle oder im Host-Modus finden keine</translation>
    </message>
    <message>
        <source>running task</source>
        <translation>laufender Task</translation>
    </message>
    <message>
        <source>running tasks</source>
        <translation>laufende Tasks</translation>
    </message>
    <message>
        <source>•••••• from %1</source>
        <translation>•••••• aus %1</translation>
    </message>
    <message>
        <source>×%1 in %2</source>
        <translation>×%1 in %2</translation>
    </message>
    <message>
        <source>%1 objects</source>
        <translation>%1 Objekte</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>How many events say the same; Right and Left open and fold them</source>
        <translation>Wie viele Ereignisse dasselbe sagen; Rechts und Links klappen sie auf und zu</translation>
    </message>
    <message>
        <source>That means</source>
        <translation>Das heißt</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>%1 is being deleted, so that nothing takes their place.</source>
        <translation>%1 wird gelöscht, sodass nichts an ihre Stelle tritt.</translation>
    </message>
    <message>
        <source>%1 goes from %2 to %3</source>
        <translation>%1 geht von %2 auf %3</translation>
    </message>
    <message>
        <source>, below its minimum of %1 (%2 %)</source>
        <translation>, unter sein Minimum von %1 (%2 %)</translation>
    </message>
    <message>
        <source>, until others have started in their place.</source>
        <translation>, bis andere an ihrer Stelle gestartet sind.</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>%1 waiting to start. %2</source>
        <translation>%1 warten auf den Start. %2</translation>
    </message>
    <message>
        <source>The tasks count as running until the engine is given up, and are replaced then.</source>
        <translation>Die Tasks gelten als laufend, bis die Engine aufgegeben wird, und werden dann ersetzt.</translation>
    </message>
    <message>
        <source>Change engine…</source>
        <translation>Engine ändern …</translation>
    </message>
    <message>
        <source>Show the engine</source>
        <translation>Die Engine zeigen</translation>
    </message>
    <message>
        <source>Task %1 is protected for %2 more</source>
        <translation>Task %1 ist noch %2 geschützt</translation>
    </message>
    <message>
        <source>Task %1 belongs to no service and stays until it ends</source>
        <translation>Task %1 gehört zu keinem Service und bleibt, bis er endet</translation>
    </message>
    <message>
        <source>It drains; %1 left</source>
        <translation>Wird geleert; %1 übrig</translation>
    </message>
    <message>
        <source>Its capacity provider lets it go once it is empty.</source>
        <translation>Ihr Capacity-Provider lässt sie gehen, sobald sie leer ist.</translation>
    </message>
    <message>
        <source>No task is placed there until it is active again.</source>
        <translation>Dort wird kein Task platziert, bis sie wieder aktiv ist.</translation>
    </message>
    <message>
        <source>Activate</source>
        <translation>Aktivieren</translation>
    </message>
    <message>
        <source>What runs goes on; hardly anything more has room.</source>
        <translation>Was läuft, läuft weiter; kaum etwas hat noch Platz.</translation>
    </message>
    <message>
        <source>Add an instance…</source>
        <translation>Instanz hinzufügen …</translation>
    </message>
    <message>
        <source>It has left the cluster</source>
        <translation>Sie hat den Cluster verlassen</translation>
    </message>
    <message>
        <source>%1 is steady: %2 on it.</source>
        <translation>%1 ist stabil: %2 darauf.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>Task %1</source>
        <translation>Task %1</translation>
    </message>
    <message>
        <source>Scale…</source>
        <translation>Skalieren …</translation>
    </message>
    <message>
        <source>Update service…</source>
        <translation>Service ändern …</translation>
    </message>
    <message>
        <source>Force new deployment…</source>
        <translation>Neues Deployment erzwingen …</translation>
    </message>
    <message>
        <source>Open the log</source>
        <translation>Das Log öffnen</translation>
    </message>
    <message>
        <source>Roll back…</source>
        <translation>Zurückrollen …</translation>
    </message>
    <message>
        <source>New revision</source>
        <translation>Neue Revision</translation>
    </message>
    <message>
        <source>A hook at %1 lets it go on when somebody says so.</source>
        <translation>Ein Hook bei %1 lässt es weiterlaufen, wenn jemand es sagt.</translation>
    </message>
    <message>
        <source>A hook at %1 waits for %2 more, then the deployment goes back.</source>
        <translation>Ein Hook bei %1 wartet noch %2, dann geht das Deployment zurück.</translation>
    </message>
    <message>
        <source>Waits since</source>
        <translation>Wartet seit</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>%1, container %2: %3</source>
        <translation>%1, Container %2: %3</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>An alarm ended its deployment</source>
        <translation>Ein Alarm hat sein Deployment beendet</translation>
    </message>
    <message>
        <source>The circuit breaker ended its deployment</source>
        <translation>Der Circuit-Breaker hat sein Deployment beendet</translation>
    </message>
    <message>
        <source>Its deployment failed</source>
        <translation>Sein Deployment ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 failed one after the other, the breaker trips at %2</source>
        <translation>%1 schlugen nacheinander fehl, der Breaker löst bei %2 aus</translation>
    </message>
    <message>
        <source>Alarm %1</source>
        <translation>Alarm %1</translation>
    </message>
    <message>
        <source>Stuck</source>
        <translation>Hängt</translation>
    </message>
    <message>
        <source>Its percents allow no step</source>
        <translation>Seine Prozente erlauben keinen Schritt</translation>
    </message>
    <message>
        <source>No task may be started beyond %1 (at most %2 %) and none be stopped below %3 (at least %4 %), so that the new revision never comes.</source>
        <translation>Kein Task darf über %1 hinaus gestartet (höchstens %2 %) und keiner unter %3 gestoppt werden (mindestens %4 %); die neue Revision kommt so nie.</translation>
    </message>
    <message>
        <source>%1 of the revision before, %2 of the new one</source>
        <translation>%1 der vorigen Revision, %2 der neuen</translation>
    </message>
    <message>
        <source>Raise maximum to %1 %</source>
        <translation>Maximum auf %1 % erhöhen</translation>
    </message>
    <message>
        <source>Lower minimum to %1 %</source>
        <translation>Minimum auf %1 % senken</translation>
    </message>
    <message>
        <source>The cluster has no container instance that takes tasks</source>
        <translation>Der Cluster hat keine Container-Instanz, die Tasks annimmt</translation>
    </message>
    <message>
        <source>The scheduler tries again in %1, or as soon as an instance changes.</source>
        <translation>Der Scheduler versucht es in %1 wieder oder sobald sich eine Instanz ändert.</translation>
    </message>
    <message>
        <source>An image cannot be pulled: %1 failed</source>
        <translation>Ein Image kann nicht geladen werden: %1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>More memory is used than the limit: %1 failed</source>
        <translation>Es wird mehr Speicher benutzt als die Grenze: %1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>The health checks fail: %1 was replaced</source>
        <translation>Die Zustandsprüfungen werden nicht bestanden: %1 wurde ersetzt</translation>
    </message>
    <message>
        <source>Its tasks end by themselves: %1 failed</source>
        <translation>Seine Tasks enden von selbst: %1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>Pull the image…</source>
        <translation>Das Image laden …</translation>
    </message>
    <message>
        <source>Registry logins…</source>
        <translation>Registry-Anmeldungen …</translation>
    </message>
    <message>
        <source>%1 in a row; the circuit breaker trips at %2.</source>
        <translation>%1 in Folge; der Circuit-Breaker löst bei %2 aus.</translation>
    </message>
    <message>
        <source>failure</source>
        <translation>Fehlschlag</translation>
    </message>
    <message>
        <source>failures</source>
        <translation>Fehlschläge</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>The next start is put off, because tasks keep failing</source>
        <translation>Der nächste Start ist aufgeschoben, weil Tasks immer wieder fehlschlagen</translation>
    </message>
    <message>
        <source>It comes in %1.</source>
        <translation>Er kommt in %1.</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>Unhealthy</source>
        <translation>Unhealthy</translation>
    </message>
    <message>
        <source>It is replaced by another one, unless its service says otherwise.</source>
        <translation>Er wird durch einen anderen ersetzt, wenn sein Service nichts anderes sagt.</translation>
    </message>
    <message>
        <source>Open terminal…</source>
        <translation>Terminal öffnen …</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>They count as running until the engine is given up, and are replaced then.</source>
        <translation>Sie gelten als laufend, bis die Engine aufgegeben wird, und werden dann ersetzt.</translation>
    </message>
    <message>
        <source>Show the instance</source>
        <translation>Die Instanz zeigen</translation>
    </message>
    <message>
        <source>%1, for %2 more</source>
        <translation>%1, noch %2</translation>
    </message>
    <message>
        <source>Unprotect the first</source>
        <translation>Schutz des ersten aufheben</translation>
    </message>
    <message>
        <source>A deployment is under way: %1 of %2 tasks are of the new revision</source>
        <translation>Ein Deployment läuft: %1 von %2 Tasks sind von der neuen Revision</translation>
    </message>
    <message>
        <source>Show deployment</source>
        <translation>Deployment zeigen</translation>
    </message>
    <message>
        <source>The scheduler has said nothing about the others yet.</source>
        <translation>Zu den anderen hat der Scheduler noch nichts gesagt.</translation>
    </message>
    <message>
        <source>%1 is being deleted</source>
        <translation>%1 wird gelöscht</translation>
    </message>
    <message>
        <source>%1 was deleted</source>
        <translation>%1 wurde gelöscht</translation>
    </message>
    <message>
        <source>It ends with its last task.</source>
        <translation>Er endet mit seinem letzten Task.</translation>
    </message>
    <message>
        <source>%1 finds no instance that takes it</source>
        <translation>%1 findet keine Instanz, die ihn annimmt</translation>
    </message>
    <message>
        <source>%1 is to run no task</source>
        <translation>%1 soll keinen Task ausführen</translation>
    </message>
    <message>
        <source>%1 is steady: %2.</source>
        <translation>%1 ist stabil: %2.</translation>
    </message>
    <message>
        <source>%1 is not steady: %2.</source>
        <translation>%1 ist nicht stabil: %2.</translation>
    </message>
    <message>
        <source>Run again…</source>
        <translation>Noch einmal ausführen …</translation>
    </message>
    <message>
        <source>Container %1: %2</source>
        <translation>Container %1: %2</translation>
    </message>
    <message>
        <source>Container %1 was restarted %2</source>
        <translation>Container %1 wurde %2 neu gestartet</translation>
    </message>
    <message>
        <source>time</source>
        <translation>mal</translation>
    </message>
    <message>
        <source>times</source>
        <translation>mal</translation>
    </message>
    <message>
        <source>Somebody stopped it</source>
        <translation>Jemand hat ihn gestoppt</translation>
    </message>
    <message>
        <source>Its service stopped it</source>
        <translation>Sein Service hat ihn gestoppt</translation>
    </message>
    <message>
        <source>Its instance was taken away</source>
        <translation>Seine Instanz wurde weggenommen</translation>
    </message>
    <message>
        <source>Its instance is gone</source>
        <translation>Seine Instanz ist weg</translation>
    </message>
    <message>
        <source>The image of container %1 cannot be pulled</source>
        <translation>Das Image von Container %1 kann nicht geladen werden</translation>
    </message>
    <message>
        <source>It failed to start, because of container %1</source>
        <translation>Er konnte nicht starten, wegen Container %1</translation>
    </message>
    <message>
        <source>It has stopped</source>
        <translation>Er ist gestoppt</translation>
    </message>
    <message>
        <source>Container %1 used more memory than its limit</source>
        <translation>Container %1 hat mehr Speicher benutzt als seine Grenze</translation>
    </message>
    <message>
        <source>Container %1 ended with exit code %2</source>
        <translation>Container %1 endete mit Exit-Code %2</translation>
    </message>
    <message>
        <source>Container %1 has done its work and ended well</source>
        <translation>Container %1 hat seine Arbeit getan und endete gut</translation>
    </message>
    <message>
        <source>No place</source>
        <translation>Kein Platz</translation>
    </message>
    <message>
        <source>It has no place yet</source>
        <translation>Er hat noch keinen Platz</translation>
    </message>
    <message>
        <source>It waits until a container instance has room for it.</source>
        <translation>Er wartet, bis eine Container-Instanz Platz für ihn hat.</translation>
    </message>
    <message>
        <source>The cluster has no container instance</source>
        <translation>Der Cluster hat keine Container-Instanz</translation>
    </message>
    <message>
        <source>Stop…</source>
        <translation>Stoppen …</translation>
    </message>
    <message>
        <source>%1 waits until %2 is %3</source>
        <translation>%1 wartet, bis %2 %3 ist</translation>
    </message>
    <message>
        <source>It is starting</source>
        <translation>Er startet</translation>
    </message>
    <message>
        <source>It pulls its images, for %1 now</source>
        <translation>Er lädt seine Images, seit %1</translation>
    </message>
    <message>
        <source>Image %1</source>
        <translation>Image %1</translation>
    </message>
    <message>
        <source>A container waits for another one</source>
        <translation>Ein Container wartet auf einen anderen</translation>
    </message>
    <message>
        <source>It fails its health check</source>
        <translation>Er besteht seine Zustandsprüfung nicht</translation>
    </message>
    <message>
        <source>Container %1, by the check: %2</source>
        <translation>Container %1, nach der Prüfung: %2</translation>
    </message>
    <message>
        <source>Its engine does not answer</source>
        <translation>Seine Engine antwortet nicht</translation>
    </message>
    <message>
        <source>What is known of it is from before. It counts as lost when the engine is given up.</source>
        <translation>Was bekannt ist, ist von vorher. Er gilt als verloren, wenn die Engine aufgegeben wird.</translation>
    </message>
    <message>
        <source>It is stopping</source>
        <translation>Er stoppt</translation>
    </message>
    <message>
        <source>For %1 now; what has not ended by its stop timeout is killed.</source>
        <translation>Seit %1; was bis zum Ablauf der Frist nicht endet, wird beendet.</translation>
    </message>
    <message>
        <source>Its instance %1 drains</source>
        <translation>Seine Instanz %1 wird geleert</translation>
    </message>
    <message>
        <source>It belongs to no service and stays until it ends or is stopped.</source>
        <translation>Er gehört zu keinem Service und bleibt, bis er endet oder gestoppt wird.</translation>
    </message>
    <message>
        <source>Its service starts another one elsewhere and stops it then.</source>
        <translation>Sein Service startet anderswo einen anderen und stoppt ihn dann.</translation>
    </message>
    <message>
        <source>Activate it again</source>
        <translation>Wieder aktivieren</translation>
    </message>
    <message>
        <source>%1 is steady: it has run for %2.</source>
        <translation>%1 ist stabil: er läuft seit %2.</translation>
    </message>
    <message>
        <source>Only services, tasks and container instances are steady or not.</source>
        <translation>Nur Services, Tasks und Container-Instanzen sind stabil oder nicht.</translation>
    </message>
    <message>
        <source>ended by SIGHUP</source>
        <translation>durch SIGHUP beendet</translation>
    </message>
    <message>
        <source>ended by SIGINT</source>
        <translation>durch SIGINT beendet</translation>
    </message>
    <message>
        <source>ended by SIGILL: a program for another processor, or a broken one</source>
        <translation>durch SIGILL beendet: ein Programm für einen anderen Prozessor oder ein kaputtes</translation>
    </message>
    <message>
        <source>ended itself by SIGABRT</source>
        <translation>hat sich mit SIGABRT selbst beendet</translation>
    </message>
    <message>
        <source>ended by SIGBUS</source>
        <translation>durch SIGBUS beendet</translation>
    </message>
    <message>
        <source>ended by SIGFPE: a number divided by zero</source>
        <translation>durch SIGFPE beendet: durch null geteilt</translation>
    </message>
    <message>
        <source>killed by SIGKILL: too much memory, or it took longer to stop than it may</source>
        <translation>durch SIGKILL beendet: zu viel Speicher, oder das Stoppen dauerte zu lange</translation>
    </message>
    <message>
        <source>ended by SIGSEGV: memory that is not its own</source>
        <translation>durch SIGSEGV beendet: fremder Speicher</translation>
    </message>
    <message>
        <source>ended by SIGPIPE</source>
        <translation>durch SIGPIPE beendet</translation>
    </message>
    <message>
        <source>ended by SIGTERM: it was asked to stop</source>
        <translation>durch SIGTERM beendet: es sollte stoppen</translation>
    </message>
    <message>
        <source>ended by signal %1</source>
        <translation>durch Signal %1 beendet</translation>
    </message>
    <message>
        <source>ended well</source>
        <translation>gut beendet</translation>
    </message>
    <message>
        <source>the program&apos;s own error</source>
        <translation>ein eigener Fehler des Programms</translation>
    </message>
    <message>
        <source>the program was called wrongly</source>
        <translation>das Programm wurde falsch aufgerufen</translation>
    </message>
    <message>
        <source>the engine could not start the container</source>
        <translation>die Engine konnte den Container nicht starten</translation>
    </message>
    <message>
        <source>the command is no program that can be run</source>
        <translation>der Befehl ist kein ausführbares Programm</translation>
    </message>
    <message>
        <source>the command is not in the image</source>
        <translation>der Befehl ist nicht im Image</translation>
    </message>
    <message>
        <source>exit code %1, %2</source>
        <translation>Exit-Code %1, %2</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation>Vergangen</translation>
    </message>
    <message>
        <source>Last said</source>
        <translation>Zuletzt gesagt</translation>
    </message>
    <message>
        <source>Moves</source>
        <translation>Zieht um</translation>
    </message>
    <message>
        <source>To %1</source>
        <translation>Nach %1</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>Bleibt</translation>
    </message>
    <message>
        <source>Stops</source>
        <translation>Stoppt</translation>
    </message>
    <message>
        <source>No room</source>
        <translation>Kein Platz</translation>
    </message>
    <message>
        <source>no images</source>
        <translation>keine Images</translation>
    </message>
    <message>
        <source>untagged</source>
        <translation>ohne Tag</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>Digest</translation>
    </message>
    <message>
        <source>URI</source>
        <translation>URI</translation>
    </message>
    <message>
        <source>Pushed</source>
        <translation>Hochgeladen</translation>
    </message>
    <message>
        <source>The percents of the service allow no step</source>
        <translation>Die Prozente des Service erlauben keinen Schritt</translation>
    </message>
    <message>
        <source>At most %1 tasks, at least %2 healthy: raise the maximum or lower the minimum.</source>
        <translation>Höchstens %1 Tasks, mindestens %2 gesund: erhöhen Sie das Maximum oder senken Sie das Minimum.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>desired tasks</source>
        <translation>Soll-Tasks</translation>
    </message>
    <message>
        <source>task definition</source>
        <translation>Task-Definition</translation>
    </message>
    <message>
        <source>deployment configuration</source>
        <translation>Deployment-Einstellungen</translation>
    </message>
    <message>
        <source>services</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>Skalieren</translation>
    </message>
    <message>
        <source>scale %1 %2</source>
        <translation>Skalieren von %1 %2</translation>
    </message>
    <message>
        <source>deploy</source>
        <translation>Deployen</translation>
    </message>
    <message>
        <source>deploy %1 %2</source>
        <translation>Deployen von %1 %2</translation>
    </message>
    <message>
        <source>update</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>update %1</source>
        <translation>Ändern von %1</translation>
    </message>
    <message>
        <source>status of %1</source>
        <translation>Status von %1</translation>
    </message>
    <message>
        <source>drain</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>activate</source>
        <translation>Aktivieren</translation>
    </message>
    <message>
        <source>container instances</source>
        <translation>Container-Instanzen</translation>
    </message>
    <message>
        <source>%1 container instances</source>
        <translation>%1 Container-Instanzen</translation>
    </message>
    <message>
        <source>attribute %1 of %2</source>
        <translation>Attribut %1 von %2</translation>
    </message>
    <message>
        <source>change attributes of</source>
        <translation>Ändern der Attribute von</translation>
    </message>
    <message>
        <source>change attributes of %1</source>
        <translation>Ändern der Attribute von %1</translation>
    </message>
    <message>
        <source>edit notes of</source>
        <translation>Bearbeiten der Notizen zu</translation>
    </message>
    <message>
        <source>task definitions</source>
        <translation>Task-Definitionen</translation>
    </message>
    <message>
        <source>edit note of %1</source>
        <translation>Bearbeiten der Notiz zu %1</translation>
    </message>
    <message>
        <source>note of %1</source>
        <translation>Notiz zu %1</translation>
    </message>
    <message>
        <source>protection of task %1</source>
        <translation>Schutz von Task %1</translation>
    </message>
    <message>
        <source>protect</source>
        <translation>Schützen</translation>
    </message>
    <message>
        <source>unprotect</source>
        <translation>Schutz aufheben</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>Taggen</translation>
    </message>
    <message>
        <source>objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>change tags of %1</source>
        <translation>Ändern der Tags von %1</translation>
    </message>
    <message>
        <source>tags of %1</source>
        <translation>Tags von %1</translation>
    </message>
    <message>
        <source>%1: it is gone</source>
        <translation>%1: gibt es nicht mehr</translation>
    </message>
    <message>
        <source>%1: it was changed since</source>
        <translation>%1: wurde seither geändert</translation>
    </message>
    <message>
        <source>%1: %2 by now, not %3</source>
        <translation>%1: inzwischen %2, nicht %3</translation>
    </message>
    <message>
        <source>a $ begins no variable here and stays as it is; compose would refuse the file</source>
        <translation>ein $ beginnt hier keine Variable und bleibt, wie es ist; Compose würde die Datei verweigern</translation>
    </message>
    <message>
        <source>%1 counts as not set, so that its default stands</source>
        <translation>%1 gilt als nicht gesetzt, sodass die Vorgabe gilt</translation>
    </message>
    <message>
        <source>the file wants %1 to be set: put its value in</source>
        <translation>die Datei verlangt, dass %1 gesetzt ist: tragen Sie den Wert ein</translation>
    </message>
    <message>
        <source>%1 is not known here and counts as empty: put its value in</source>
        <translation>%1 ist hier nicht bekannt und gilt als leer: tragen Sie den Wert ein</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>family %1</source>
        <translation>Familie %1</translation>
    </message>
    <message>
        <source>the draft keeps its own, %1</source>
        <translation>der Entwurf behält seine eigene, %1</translation>
    </message>
    <message>
        <source>the end</source>
        <translation>das Ende</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>a name in quotes</source>
        <translation>ein Name in Anführungszeichen</translation>
    </message>
    <message>
        <source>a value</source>
        <translation>ein Wert</translation>
    </message>
    <message>
        <source>a comma or %1</source>
        <translation>ein Komma oder %1</translation>
    </message>
    <message>
        <source>nothing more</source>
        <translation>nichts weiter</translation>
    </message>
    <message>
        <source>%1 is no value: a text stands in quotes</source>
        <translation>%1 ist kein Wert: ein Text steht in Anführungszeichen</translation>
    </message>
    <message>
        <source>The quote that ends this text is missing</source>
        <translation>Das Anführungszeichen am Ende dieses Textes fehlt</translation>
    </message>
    <message>
        <source>A line break within a text is written as \n</source>
        <translation>Ein Zeilenumbruch in einem Text wird als \n geschrieben</translation>
    </message>
    <message>
        <source>Here is %1 where %2 should be</source>
        <translation>Hier steht %1, wo %2 stehen sollte</translation>
    </message>
    <message>
        <source>Write a percentage from %1 to %2.</source>
        <translation>Schreiben Sie einen Prozentwert von %1 bis %2.</translation>
    </message>
    <message>
        <source>Min</source>
        <translation>Min</translation>
    </message>
    <message>
        <source>Minimum healthy percent of a deployment; F2 changes it</source>
        <translation>Mindestanteil gesunder Tasks eines Deployments in Prozent; F2 ändert ihn</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>Max</translation>
    </message>
    <message>
        <source>Maximum percent of a deployment; F2 changes it</source>
        <translation>Höchstanteil eines Deployments in Prozent; F2 ändert ihn</translation>
    </message>
    <message>
        <source>Ran for</source>
        <translation>Lief</translation>
    </message>
    <message>
        <source>%1 ended by itself, without an error.</source>
        <translation>%1 endete von selbst, ohne Fehler.</translation>
    </message>
    <message>
        <source>What shall run on must not end: check its command.</source>
        <translation>Was weiterlaufen soll, darf nicht enden: prüfen Sie seinen Befehl.</translation>
    </message>
    <message>
        <source>%1 ended: %2.</source>
        <translation>%1 endete: %2.</translation>
    </message>
    <message>
        <source>Look in its graph whether it came near its limit.</source>
        <translation>Sehen Sie im Graphen nach, ob er seiner Grenze nahe kam.</translation>
    </message>
    <message>
        <source>The end of its log tells more.</source>
        <translation>Das Ende seines Logs sagt mehr.</translation>
    </message>
    <message>
        <source>Somebody stopped it.</source>
        <translation>Jemand hat ihn gestoppt.</translation>
    </message>
    <message numerus="yes">
        <source>%n tasks belong to no service: nothing takes their place.</source>
        <translation>
            <numerusform>%n Task gehört zu keinem Service: nichts tritt an seine Stelle.</numerusform>
            <numerusform>%n Tasks gehören zu keinem Service: nichts tritt an ihre Stelle.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tasks are protected against scale-in, which does not hold here.</source>
        <translation>
            <numerusform>%n Task ist vor Verkleinerung geschützt, was hier nicht hilft.</numerusform>
            <numerusform>%n Tasks sind vor Verkleinerung geschützt, was hier nicht hilft.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tasks fail the health check</source>
        <translation>
            <numerusform>%n Task besteht die Zustandsprüfung nicht</numerusform>
            <numerusform>%n Tasks bestehen die Zustandsprüfung nicht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>An engine does not answer: %n tasks are in doubt</source>
        <translation>
            <numerusform>Eine Engine antwortet nicht: %n Task ist ungewiss</numerusform>
            <numerusform>Eine Engine antwortet nicht: %n Tasks sind ungewiss</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tasks are protected, and the deployment may not replace them</source>
        <translation>
            <numerusform>%n Task ist geschützt; das Deployment darf ihn nicht ersetzen</numerusform>
            <numerusform>%n Tasks sind geschützt; das Deployment darf sie nicht ersetzen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tasks are starting</source>
        <translation>
            <numerusform>%n Task startet</numerusform>
            <numerusform>%n Tasks starten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tasks are stopping</source>
        <translation>
            <numerusform>%n Task stoppt</numerusform>
            <numerusform>%n Tasks stoppen</numerusform>
        </translation>
    </message>
    <message>
        <source>This endpoint is none of Quayside&apos;s, which alone can do this</source>
        <translation>Dieser Endpunkt gehört nicht zu Quayside, das allein dies kann</translation>
    </message>
    <message>
        <source>Exit codes</source>
        <translation>Exit-Codes</translation>
    </message>
    <message>
        <source>Of its containers, as far as they ended</source>
        <translation>Seiner Container, soweit sie geendet haben</translation>
    </message>
    <message>
        <source>Why it stopped</source>
        <translation>Warum er stoppte</translation>
    </message>
</context>
<context>
    <name>RolloutLegend</name>
    <message>
        <source>old running</source>
        <translation>alte, laufend</translation>
    </message>
    <message>
        <source>new running</source>
        <translation>neue, laufend</translation>
    </message>
    <message>
        <source>new pending</source>
        <translation>neue, ausstehend</translation>
    </message>
    <message>
        <source>draining</source>
        <translation>endet</translation>
    </message>
</context>
<context>
    <name>StopWords</name>
    <message>
        <source>A container used more memory than it may and was killed.</source>
        <translation>Ein Container hat mehr Speicher benutzt, als er darf, und wurde beendet.</translation>
    </message>
    <message>
        <source>Give it more memory, or look in its graph for what grows.</source>
        <translation>Geben Sie ihm mehr Speicher, oder sehen Sie im Graphen nach, was wächst.</translation>
    </message>
    <message>
        <source>The login of the registry failed.</source>
        <translation>Die Anmeldung bei der Registry ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Set the secret that the definition names for the registry.</source>
        <translation>Setzen Sie das Secret, das die Definition für die Registry nennt.</translation>
    </message>
    <message>
        <source>The registry does not give the image away: there is none of this name, or it wants a login.</source>
        <translation>Die Registry gibt das Image nicht heraus: es gibt keines dieses Namens, oder sie verlangt eine Anmeldung.</translation>
    </message>
    <message>
        <source>Check the name; else log in to the registry on the page of images.</source>
        <translation>Prüfen Sie den Namen; sonst melden Sie sich auf der Seite der Images bei der Registry an.</translation>
    </message>
    <message>
        <source>The registry wants a login, or another than the one it was given.</source>
        <translation>Die Registry verlangt eine Anmeldung oder eine andere als die gegebene.</translation>
    </message>
    <message>
        <source>Log in to the registry on the page of images.</source>
        <translation>Melden Sie sich auf der Seite der Images bei der Registry an.</translation>
    </message>
    <message>
        <source>The registry wants a login.</source>
        <translation>Die Registry verlangt eine Anmeldung.</translation>
    </message>
    <message>
        <source>The registry has no image with this tag for the engine&apos;s kind of machine.</source>
        <translation>Die Registry hat kein Image mit diesem Tag für die Art von Maschine der Engine.</translation>
    </message>
    <message>
        <source>Check the tag, and the platforms that the image was built for.</source>
        <translation>Prüfen Sie den Tag und die Plattformen, für die das Image gebaut wurde.</translation>
    </message>
    <message>
        <source>The registry has no image of this name and tag.</source>
        <translation>Die Registry hat kein Image dieses Namens und Tags.</translation>
    </message>
    <message>
        <source>Check the name and the tag.</source>
        <translation>Prüfen Sie Namen und Tag.</translation>
    </message>
    <message>
        <source>The engine does not find the registry: its name has no address.</source>
        <translation>Die Engine findet die Registry nicht: ihr Name hat keine Adresse.</translation>
    </message>
    <message>
        <source>Check the image&apos;s registry and the network of the engine.</source>
        <translation>Prüfen Sie die Registry des Images und das Netzwerk der Engine.</translation>
    </message>
    <message>
        <source>Nothing answers at the address of the registry.</source>
        <translation>Unter der Adresse der Registry antwortet nichts.</translation>
    </message>
    <message>
        <source>Check that the registry runs, and its port.</source>
        <translation>Prüfen Sie, ob die Registry läuft, und ihren Port.</translation>
    </message>
    <message>
        <source>The registry did not answer in time.</source>
        <translation>Die Registry hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>Check the network of the engine.</source>
        <translation>Prüfen Sie das Netzwerk der Engine.</translation>
    </message>
    <message>
        <source>The engine&apos;s disk is full.</source>
        <translation>Die Platte der Engine ist voll.</translation>
    </message>
    <message>
        <source>Remove images that nobody uses.</source>
        <translation>Entfernen Sie Images, die niemand benutzt.</translation>
    </message>
    <message>
        <source>The image could not be pulled.</source>
        <translation>Das Image konnte nicht geladen werden.</translation>
    </message>
    <message>
        <source>Something else on the host has the port.</source>
        <translation>Etwas anderes auf dem Host hat den Port.</translation>
    </message>
    <message>
        <source>Leave the host port out, or free it.</source>
        <translation>Lassen Sie den Host-Port weg, oder machen Sie ihn frei.</translation>
    </message>
    <message>
        <source>A container that it waits for never came to the state that it needs.</source>
        <translation>Ein Container, auf den er wartet, kam nie in den nötigen Zustand.</translation>
    </message>
    <message>
        <source>Look at that container first: its log and its exit code.</source>
        <translation>Sehen Sie zuerst diesen Container an: sein Log und seinen Exit-Code.</translation>
    </message>
    <message>
        <source>The command may not be run: it is no program, or not for this user.</source>
        <translation>Der Befehl darf nicht ausgeführt werden: er ist kein Programm oder nicht für diesen Benutzer.</translation>
    </message>
    <message>
        <source>Check command, entry point and user of the container.</source>
        <translation>Prüfen Sie Befehl, Entrypoint und Benutzer des Containers.</translation>
    </message>
    <message>
        <source>The command is not in the image.</source>
        <translation>Der Befehl ist nicht im Image.</translation>
    </message>
    <message>
        <source>Check command and entry point of the container.</source>
        <translation>Prüfen Sie Befehl und Entrypoint des Containers.</translation>
    </message>
    <message>
        <source>The engine could not start a container.</source>
        <translation>Die Engine konnte einen Container nicht starten.</translation>
    </message>
    <message>
        <source>The image went from the engine before the container was made.</source>
        <translation>Das Image verschwand von der Engine, bevor der Container angelegt war.</translation>
    </message>
    <message>
        <source>Run it again: the image is pulled anew.</source>
        <translation>Führen Sie ihn noch einmal aus: das Image wird neu geladen.</translation>
    </message>
    <message>
        <source>The engine refused to make a container as the definition asks for it.</source>
        <translation>Die Engine weigerte sich, einen Container anzulegen, wie die Definition ihn verlangt.</translation>
    </message>
    <message>
        <source>The reason names what it does not take.</source>
        <translation>Der Grund nennt, was sie nicht annimmt.</translation>
    </message>
    <message>
        <source>The engine lost the container.</source>
        <translation>Die Engine hat den Container verloren.</translation>
    </message>
    <message>
        <source>The engine did not do it in time.</source>
        <translation>Die Engine hat es nicht rechtzeitig getan.</translation>
    </message>
    <message>
        <source>Look whether the host is overloaded.</source>
        <translation>Sehen Sie nach, ob der Host überlastet ist.</translation>
    </message>
    <message>
        <source>A secret that the definition names is not there.</source>
        <translation>Ein Secret, das die Definition nennt, ist nicht da.</translation>
    </message>
    <message>
        <source>Set it: File, Secrets.</source>
        <translation>Setzen Sie es: Datei, Secrets.</translation>
    </message>
    <message>
        <source>What the task needs before it starts could not be made ready: a secret, a file or a volume.</source>
        <translation>Was der Task vor dem Start braucht, konnte nicht bereitgestellt werden: ein Secret, eine Datei oder ein Volume.</translation>
    </message>
    <message>
        <source>The reason names it.</source>
        <translation>Der Grund nennt es.</translation>
    </message>
    <message>
        <source>A volume could not be made.</source>
        <translation>Ein Volume konnte nicht angelegt werden.</translation>
    </message>
    <message>
        <source>The health check of a container failed too often.</source>
        <translation>Die Zustandsprüfung eines Containers wurde zu oft nicht bestanden.</translation>
    </message>
    <message>
        <source>Try the check in a terminal; a longer start period helps what is slow to start.</source>
        <translation>Probieren Sie die Prüfung in einem Terminal; eine längere Startfrist hilft, was langsam startet.</translation>
    </message>
    <message>
        <source>Its service replaced it or needs fewer tasks.</source>
        <translation>Sein Service hat ihn ersetzt oder braucht weniger Tasks.</translation>
    </message>
    <message>
        <source>Its container instance was removed.</source>
        <translation>Seine Container-Instanz wurde entfernt.</translation>
    </message>
    <message>
        <source>Somebody stopped it.</source>
        <translation>Jemand hat ihn gestoppt.</translation>
    </message>
</context>
<context>
    <name>Topology</name>
    <message>
        <source>%1 free</source>
        <translation>%1 frei</translation>
    </message>
    <message>
        <source>CPU %1 · memory %2 reserved</source>
        <translation>CPU %1 · Speicher %2 reserviert</translation>
    </message>
    <message>
        <source>%1 of %2 reserved</source>
        <translation>%1 von %2 reserviert</translation>
    </message>
    <message>
        <source>%1 used</source>
        <translation>%1 benutzt</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>%1 pending</source>
        <translation>%1 ausstehend</translation>
    </message>
    <message>
        <source>Enter opens, Menu has more</source>
        <translation>Eingabetaste öffnet, das Menü hat mehr</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>auf %1</translation>
    </message>
    <message>
        <source>%1 reserved</source>
        <translation>%1 reserviert</translation>
    </message>
    <message>
        <source>No zone</source>
        <translation>Keine Zone</translation>
    </message>
</context>
<context>
    <name>quayside::ui::AboutDialog</name>
    <message>
        <source>About Quayside</source>
        <translation>Über Quayside</translation>
    </message>
    <message>
        <source>Quayside %1</source>
        <translation>Quayside %1</translation>
    </message>
    <message>
        <source>Built with Qt %1, runs with %2 on %3</source>
        <translation>Gebaut mit Qt %1, läuft mit %2 auf %3</translation>
    </message>
    <message>
        <source>State: %1</source>
        <translation>Zustand: %1</translation>
    </message>
    <message>
        <source>Endpoint: %1</source>
        <translation>Endpunkt: %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy the versions and licences, for a report</source>
        <translation>Versionen und Lizenzen kopieren, für einen Bericht</translation>
    </message>
    <message>
        <source>Quayside is free software under the GNU General Public License, version 3 or later: QCustomPlot and QScintilla, which it links, are under the GPL themselves.</source>
        <translation>Quayside ist freie Software unter der GNU General Public License, Version 3 oder später: QCustomPlot und QScintilla, die es einbindet, stehen selbst unter der GPL.</translation>
    </message>
    <message>
        <source>What Quayside is made of</source>
        <translation>Woraus Quayside besteht</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>Text der Lizenz</translation>
    </message>
    <message>
        <source>%1 is under %2. Debian&apos;s package %3, which has the text, is not installed here.</source>
        <translation>%1 steht unter %2. Das Debian-Paket %3, das den Text enthält, ist hier nicht installiert.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ActionBar</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Send no&amp;w</source>
        <translation>&amp;Jetzt senden</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>What has just been asked for</source>
        <translation>Was gerade verlangt wurde</translation>
    </message>
    <message>
        <source>Take it back (Ctrl+Z)</source>
        <translation>Zurücknehmen (Strg+Z)</translation>
    </message>
    <message>
        <source>Do not wait any longer</source>
        <translation>Nicht länger warten</translation>
    </message>
    <message>
        <source>Nothing has been sent yet, and nothing will be (Ctrl+Z)</source>
        <translation>Noch wurde nichts gesendet, und es wird nichts gesendet (Strg+Z)</translation>
    </message>
    <message>
        <source>%1 in %2 s. It cannot be undone afterwards.</source>
        <translation>%1 in %2 s. Danach kann es nicht rückgängig gemacht werden.</translation>
    </message>
    <message>
        <source>Done: %1</source>
        <translation>Getan: %1</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ActionDialog</name>
    <message numerus="yes">
        <source> (%n more failed)</source>
        <translation>
            <numerusform> (%n weiterer fehlgeschlagen)</numerusform>
            <numerusform> (%n weitere fehlgeschlagen)</numerusform>
        </translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>In Arbeit …</translation>
    </message>
</context>
<context>
    <name>quayside::ui::AddEngineDialog</name>
    <message>
        <source>Add engine</source>
        <translation>Engine hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Add engine</source>
        <translation>Engine &amp;hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Docker engine</source>
        <translation>&amp;Docker-Engine</translation>
    </message>
    <message>
        <source>S&amp;imulated engine</source>
        <translation>S&amp;imulierte Engine</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>&amp;Cluster</source>
        <translation>&amp;Cluster</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>&amp;Zone</source>
        <translation>&amp;Zone</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Attribute</translation>
    </message>
    <message>
        <source>As one container instance, &amp;whole</source>
        <translation>Als eine Container-Instanz, im &amp;Ganzen</translation>
    </message>
    <message>
        <source>As &amp;several container instances, each with its own share</source>
        <translation>Als &amp;mehrere Container-Instanzen, jede mit ihrem Anteil</translation>
    </message>
    <message>
        <source>Slices</source>
        <translation>Anteile</translation>
    </message>
    <message>
        <source>Runs nothing: containers start, load and stop as told here, on no machine.</source>
        <translation>Führt nichts aus: Container starten, arbeiten und stoppen, wie hier angegeben, auf keiner Maschine.</translation>
    </message>
    <message>
        <source>Simulation</source>
        <translation>Simulation</translation>
    </message>
    <message>
        <source>Name the endpoint of the engine, for example unix:///var/run/docker.sock.</source>
        <translation>Nennen Sie den Endpunkt der Engine, zum Beispiel unix:///var/run/docker.sock.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ApiPage</name>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>No request has come over HTTP yet.</source>
        <translation>Über HTTP ist noch keine Anfrage gekommen.</translation>
    </message>
    <message>
        <source>Copy lines for a shell</source>
        <translation>Zeilen für die Shell kopieren</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>Signaturen</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>In memory only</source>
        <translation>Nur im Arbeitsspeicher</translation>
    </message>
</context>
<context>
    <name>quayside::ui::AttributesDialog</name>
    <message>
        <source>Attributes</source>
        <translation>Attribute</translation>
    </message>
    <message>
        <source>&amp;Save attributes</source>
        <translation>Attribute &amp;speichern</translation>
    </message>
    <message>
        <source>Attributes of %1</source>
        <translation>Attribute von %1</translation>
    </message>
    <message>
        <source>Placement constraints can name them, as in attribute:rack == a.</source>
        <translation>Platzierungsbedingungen können sie nennen, etwa attribute:rack == a.</translation>
    </message>
    <message>
        <source>Set by the engine</source>
        <translation>Von der Engine gesetzt</translation>
    </message>
    <message>
        <source>Needs a name</source>
        <translation>Braucht einen Namen</translation>
    </message>
    <message>
        <source>Stands here twice</source>
        <translation>Steht hier zweimal</translation>
    </message>
</context>
<context>
    <name>quayside::ui::Banner</name>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>quayside::ui::BottomPane</name>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>Noch ist nichts geschehen.</translation>
    </message>
    <message>
        <source>Command log</source>
        <translation>Befehlsprotokoll</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Show warnings and errors only</source>
        <translation>Nur Warnungen und Fehler zeigen</translation>
    </message>
    <message>
        <source>Close this pane</source>
        <translation>Diesen Bereich schließen</translation>
    </message>
    <message>
        <source>Explain: %1</source>
        <translation>Erklären: %1</translation>
    </message>
    <message>
        <source>Logs: %1</source>
        <translation>Logs: %1</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>Close this terminal (Ctrl+Shift+W)</source>
        <translation>Dieses Terminal schließen (Strg+Umschalt+W)</translation>
    </message>
    <message>
        <source>Files: %1</source>
        <translation>Dateien: %1</translation>
    </message>
    <message>
        <source>No log is shown: choose a task or service and press Ctrl+L</source>
        <translation>Es wird kein Log gezeigt: wählen Sie einen Task oder Service und drücken Sie Strg+L</translation>
    </message>
    <message>
        <source>Events, jobs and command log</source>
        <translation>Ereignisse, Aufträge und Befehlsprotokoll</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
</context>
<context>
    <name>quayside::ui::BreakerGauge</name>
    <message>
        <source>%1 of %2 failures</source>
        <translation>%1 von %2 Fehlschlägen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>failures</source>
        <translation>Fehlschläge</translation>
    </message>
</context>
<context>
    <name>quayside::ui::BuildImageDialog</name>
    <message>
        <source>Build image</source>
        <translation>Image bauen</translation>
    </message>
    <message>
        <source>&amp;Build image</source>
        <translation>Image &amp;bauen</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>/path/of/a/folder</source>
        <translation>/pfad/eines/ordners</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>registry:port/repository:tag</source>
        <translation>Registry:Port/Repository:Tag</translation>
    </message>
    <message>
        <source>Dockerfile</source>
        <translation>Dockerfile</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>the last one</source>
        <translation>die letzte</translation>
    </message>
    <message>
        <source>Build every step anew</source>
        <translation>Jeden Schritt neu bauen</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>Argumente</translation>
    </message>
    <message>
        <source>NAME=value, one a line</source>
        <translation>NAME=wert, eines je Zeile</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Engine</source>
        <translation>&amp;Engine</translation>
    </message>
    <message>
        <source>&amp;Dockerfile</source>
        <translation>&amp;Dockerfile</translation>
    </message>
    <message>
        <source>&amp;Stage</source>
        <translation>&amp;Stufe</translation>
    </message>
    <message>
        <source>A&amp;rguments</source>
        <translation>A&amp;rgumente</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>Aus&amp;wählen …</translation>
    </message>
    <message>
        <source>Folder to build from</source>
        <translation>Ordner, aus dem gebaut wird</translation>
    </message>
    <message>
        <source>Arguments: “%1” is not NAME=value.</source>
        <translation>Argumente: „%1“ ist nicht NAME=wert.</translation>
    </message>
    <message>
        <source>No engine is connected to build it on.</source>
        <translation>Keine Engine ist verbunden, auf der gebaut werden kann.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::Canvas</name>
    <message>
        <source>once it has started</source>
        <translation>sobald er gestartet ist</translation>
    </message>
    <message>
        <source>once its health check has passed</source>
        <translation>sobald seine Zustandsprüfung bestanden ist</translation>
    </message>
    <message>
        <source>once it has ended, however</source>
        <translation>sobald er beendet ist, wie auch immer</translation>
    </message>
    <message>
        <source>once it has ended with 0</source>
        <translation>sobald er mit 0 beendet ist</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>Zeichenfläche</translation>
    </message>
    <message>
        <source>%1 waits for %2 (%3)</source>
        <translation>%1 wartet auf %2 (%3)</translation>
    </message>
    <message>
        <source>%1 shall wait for %2: Enter to choose when, Esc to leave it</source>
        <translation>%1 soll auf %2 warten: Eingabetaste, um den Zeitpunkt zu wählen, Esc verwirft</translation>
    </message>
    <message>
        <source>Who shall wait for %1? Arrows to choose, Enter, Esc to leave it</source>
        <translation>Wer soll auf %1 warten? Pfeiltasten wählen, Eingabetaste, Esc verwirft</translation>
    </message>
    <message>
        <source>%1 starts</source>
        <translation>%1 startet</translation>
    </message>
    <message>
        <source>&amp;Condition…</source>
        <translation>&amp;Bedingung …</translation>
    </message>
    <message>
        <source>&amp;Edit in the form</source>
        <translation>Im &amp;Formular bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Dependency from here</source>
        <translation>&amp;Abhängigkeit von hier</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
</context>
<context>
    <name>quayside::ui::CanvasPane</name>
    <message>
        <source>Canvas</source>
        <translation>Zeichenfläche</translation>
    </message>
    <message>
        <source>A task runs one container at least; this draft has none.</source>
        <translation>Ein Task führt mindestens einen Container aus; dieser Entwurf hat keinen.</translation>
    </message>
    <message>
        <source>Add a container</source>
        <translation>Container hinzufügen</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Add a dependency from the selected container (E)</source>
        <translation>Abhängigkeit vom ausgewählten Container hinzufügen (E)</translation>
    </message>
    <message>
        <source>Play start order</source>
        <translation>Startreihenfolge abspielen</translation>
    </message>
    <message>
        <source>Smaller (Ctrl+-)</source>
        <translation>Kleiner (Strg+-)</translation>
    </message>
    <message>
        <source>Larger (Ctrl++)</source>
        <translation>Größer (Strg++)</translation>
    </message>
    <message>
        <source>All of it (F)</source>
        <translation>Alles (F)</translation>
    </message>
    <message>
        <source>The JSON has an error: put it right first</source>
        <translation>Das JSON hat einen Fehler: beheben Sie ihn zuerst</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>All start, in %n steps</source>
        <translation>
            <numerusform>Alle starten, in %n Schritt</numerusform>
            <numerusform>Alle starten, in %n Schritten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 would never start: what they wait for does not come</source>
        <translation>%1 würde nie starten: worauf sie warten, kommt nicht</translation>
    </message>
    <message>
        <source>It is as small as it gets</source>
        <translation>Kleiner geht es nicht</translation>
    </message>
    <message>
        <source>It is as large as it gets</source>
        <translation>Größer geht es nicht</translation>
    </message>
</context>
<context>
    <name>quayside::ui::CapacityBar</name>
    <message>
        <source>%1 reserved, %2 used</source>
        <translation>%1 reserviert, %2 benutzt</translation>
    </message>
</context>
<context>
    <name>quayside::ui::CapacityLegend</name>
    <message>
        <source>reserved</source>
        <translation>reserviert</translation>
    </message>
    <message>
        <source>used</source>
        <translation>benutzt</translation>
    </message>
    <message>
        <source>The bars show what is reserved, and in them what is used</source>
        <translation>Die Balken zeigen, was reserviert, und darin, was benutzt ist</translation>
    </message>
</context>
<context>
    <name>quayside::ui::CapacityProvidersPage</name>
    <message>
        <source>There is no capacity provider: container instances come and go by hand.</source>
        <translation>Es gibt keinen Capacity-Provider: Container-Instanzen kommen und gehen von Hand.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::CauseView</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation>Zeigen: %1</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ChangeGate</name>
    <message>
        <source>The window is read-only: click Read-only in the status bar to change something</source>
        <translation>Das Fenster ist nur lesend: klicken Sie auf „Nur lesend“ in der Statusleiste, um etwas zu ändern</translation>
    </message>
    <message>
        <source>Cluster %1 is protected: unlock it to change something</source>
        <translation>Cluster %1 ist geschützt: entsperren Sie ihn, um etwas zu ändern</translation>
    </message>
</context>
<context>
    <name>quayside::ui::Chart</name>
    <message>
        <source>No samples in this range</source>
        <translation>Keine Messwerte in diesem Zeitraum</translation>
    </message>
    <message>
        <source>%1: nothing known in the last %2</source>
        <translation>%1: in den letzten %2 nichts bekannt</translation>
    </message>
    <message>
        <source>%1 in %2: now %3, least %4, greatest %5 in the last %6</source>
        <translation>%1 in %2: jetzt %3, kleinster Wert %4, größter %5 in den letzten %6</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ChoiceField</name>
    <message>
        <source>Not set</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Not set (%1)</source>
        <translation>Vorgabe (%1)</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ClustersPage</name>
    <message>
        <source>There is no cluster yet.</source>
        <translation>Es gibt noch keinen Cluster.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>Search or run a command</source>
        <translation>Suchen, ausführen</translation>
    </message>
    <message>
        <source>↑ ↓ choose</source>
        <translation>↑ ↓ wählen</translation>
    </message>
    <message>
        <source>Enter run</source>
        <translation>Eingabetaste ausführen</translation>
    </message>
    <message>
        <source>Esc close</source>
        <translation>Esc schließen</translation>
    </message>
    <message>
        <source>Nothing has these letters in its name.</source>
        <translation>Nichts hat diese Buchstaben im Namen.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::CommandTable</name>
    <message>
        <source>Command log</source>
        <translation>Befehlsprotokoll</translation>
    </message>
    <message>
        <source>Every command that you give in this window appears here as a line for the shell.</source>
        <translation>Jeder Befehl, den Sie in diesem Fenster geben, erscheint hier als Zeile für die Shell.</translation>
    </message>
    <message>
        <source>Copy &amp;line for the shell</source>
        <translation>&amp;Zeile für die Shell kopieren</translation>
    </message>
    <message>
        <source>Copy the &amp;call</source>
        <translation>Den &amp;Aufruf kopieren</translation>
    </message>
    <message>
        <source>Copy the &amp;error</source>
        <translation>Den &amp;Fehler kopieren</translation>
    </message>
    <message>
        <source>Copied %1</source>
        <translation>%1 kopiert</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ConfirmationDialog</name>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Type %1 to go on</source>
        <translation>Geben Sie %1 ein, um fortzufahren</translation>
    </message>
    <message>
        <source>The name of the cluster has to be typed</source>
        <translation>Der Name des Clusters muss eingegeben werden</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ConnectDialog</name>
    <message>
        <source>Re&amp;move</source>
        <translation>Ent&amp;fernen</translation>
    </message>
    <message>
        <source>&amp;Test connection</source>
        <translation>Verbindung &amp;prüfen</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>Connect an endpoint</source>
        <translation>Einen Endpunkt verbinden</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>&amp;Known endpoints</source>
        <translation>&amp;Bekannte Endpunkte</translation>
    </message>
    <message>
        <source>Known endpoints</source>
        <translation>Bekannte Endpunkte</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>&amp;Neu</translation>
    </message>
    <message>
        <source>N&amp;ame</source>
        <translation>N&amp;ame</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>staging</source>
        <translation>staging</translation>
    </message>
    <message>
        <source>&amp;URL</source>
        <translation>&amp;URL</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>R&amp;egion</source>
        <translation>&amp;Region</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Kept encrypted in the state directory, beside the key to it. An endpoint opens read-only the first time.</source>
        <translation>Wird verschlüsselt im Zustandsverzeichnis aufbewahrt, neben dem Schlüssel dazu. Ein Endpunkt öffnet sich beim ersten Mal nur lesend.</translation>
    </message>
    <message>
        <source>Calls are signed with</source>
        <translation>Aufrufe sind signiert mit</translation>
    </message>
    <message>
        <source>An access key</source>
        <translation>Einem Zugangsschlüssel</translation>
    </message>
    <message>
        <source>A profile of the AWS configuration</source>
        <translation>Einem Profil der AWS-Konfiguration</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>&amp;Signed with</source>
        <translation>&amp;Signiert mit</translation>
    </message>
    <message>
        <source>Access key &amp;ID</source>
        <translation>&amp;ID des Zugangsschlüssels</translation>
    </message>
    <message>
        <source>Access key ID</source>
        <translation>ID des Zugangsschlüssels</translation>
    </message>
    <message>
        <source>Secret access ke&amp;y</source>
        <translation>&amp;Geheimer Schlüssel</translation>
    </message>
    <message>
        <source>Secret access key</source>
        <translation>Geheimer Schlüssel</translation>
    </message>
    <message>
        <source>Session t&amp;oken</source>
        <translation>Sitzungst&amp;oken</translation>
    </message>
    <message>
        <source>Session token</source>
        <translation>Sitzungstoken</translation>
    </message>
    <message>
        <source>of temporary keys only</source>
        <translation>nur von befristeten Schlüsseln</translation>
    </message>
    <message>
        <source>&amp;Profile</source>
        <translation>Profi&amp;l</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>CA certi&amp;ficate</source>
        <translation>CA-&amp;Zertifikat</translation>
    </message>
    <message>
        <source>CA certificate</source>
        <translation>CA-Zertifikat</translation>
    </message>
    <message>
        <source>whom the system trusts</source>
        <translation>denen das System vertraut</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen …</translation>
    </message>
    <message>
        <source>Choose the file of the CA certificate</source>
        <translation>Die Datei des CA-Zertifikats auswählen</translation>
    </message>
    <message>
        <source>%1 (connected)</source>
        <translation>%1 (verbunden)</translation>
    </message>
    <message>
        <source>Choose one of the known endpoints</source>
        <translation>Wählen Sie einen der bekannten Endpunkte</translation>
    </message>
    <message>
        <source>The endpoint is being asked</source>
        <translation>Der Endpunkt wird gerade gefragt</translation>
    </message>
    <message>
        <source>the one that is kept</source>
        <translation>der aufbewahrte</translation>
    </message>
    <message>
        <source>The access key ID is missing.</source>
        <translation>Die ID des Zugangsschlüssels fehlt.</translation>
    </message>
    <message>
        <source>asking</source>
        <translation>wird gefragt</translation>
    </message>
    <message>
        <source>no connection</source>
        <translation>keine Verbindung</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>antwortet</translation>
    </message>
    <message numerus="yes">
        <source>%n clusters</source>
        <translation>
            <numerusform>%n Cluster</numerusform>
            <numerusform>%n Cluster</numerusform>
        </translation>
    </message>
    <message>
        <source>An ECS endpoint with %1</source>
        <translation>Ein ECS-Endpunkt mit %1</translation>
    </message>
    <message>
        <source>Quayside %1 with %2</source>
        <translation>Quayside %1 mit %2</translation>
    </message>
</context>
<context>
    <name>quayside::ui::CreateClusterDialog</name>
    <message>
        <source>Create cluster</source>
        <translation>Cluster anlegen</translation>
    </message>
    <message>
        <source>&amp;Create cluster</source>
        <translation>Cluster &amp;anlegen</translation>
    </message>
</context>
<context>
    <name>quayside::ui::CreateRepositoryDialog</name>
    <message>
        <source>Create repository</source>
        <translation>Repository anlegen</translation>
    </message>
    <message>
        <source>&amp;Create repository</source>
        <translation>Repository &amp;anlegen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>web, or team/web</source>
        <translation>web, oder team/web</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Images are pushed to it from the engines of this machine. The registry starts with the first repository, and listens on this machine alone.</source>
        <translation>Images werden von den Engines dieses Rechners hochgeladen. Die Registry startet mit dem ersten Repository und lauscht nur auf diesem Rechner.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::DensityBar</name>
    <message>
        <source>Click to go there; draw over a stretch or press + to look closer, Esc to see all again</source>
        <translation>Klicken, um dorthin zu gehen; über eine Strecke ziehen oder + drücken, um genauer hinzusehen, Esc zeigt wieder alles</translation>
    </message>
    <message>
        <source>No %1</source>
        <translation>Keine %1</translation>
    </message>
    <message>
        <source>%1 from %2 to %3, %4, %5</source>
        <translation>%1 von %2 bis %3, %4, %5</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1/min</source>
        <translation>%1/min</translation>
    </message>
    <message>
        <source>%1/h</source>
        <translation>%1/h</translation>
    </message>
    <message>
        <source>%1/d</source>
        <translation>%1/d</translation>
    </message>
</context>
<context>
    <name>quayside::ui::DeploymentPage</name>
    <message>
        <source>S&amp;top</source>
        <translation>S&amp;topp</translation>
    </message>
    <message>
        <source>Roll &amp;back…</source>
        <translation>Zurück&amp;rollen …</translation>
    </message>
    <message>
        <source>Tasks over time</source>
        <translation>Tasks im Zeitverlauf</translation>
    </message>
    <message>
        <source>Tasks, events and history of the deployment</source>
        <translation>Tasks, Ereignisse und Verlauf des Deployments</translation>
    </message>
    <message>
        <source>Task lanes</source>
        <translation>Bahnen der Tasks</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neue</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Deployment: %1</source>
        <translation>Deployment: %1</translation>
    </message>
    <message>
        <source>No service of %1 has been deployed yet.</source>
        <translation>Noch kein Service von %1 hatte ein Deployment.</translation>
    </message>
    <message>
        <source>started %1, %2 ago</source>
        <translation>gestartet %1, vor %2</translation>
    </message>
    <message>
        <source>; took %1</source>
        <translation>; dauerte %1</translation>
    </message>
    <message>
        <source>The deployment waits at %1 for your answer.</source>
        <translation>Das Deployment wartet bei %1 auf Ihre Antwort.</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Roll &amp;back to %1…</source>
        <translation>Auf %1 zurück&amp;rollen …</translation>
    </message>
    <message>
        <source>&amp;Diff</source>
        <translation>&amp;Vergleich</translation>
    </message>
    <message>
        <source>There is no revision before it to compare with</source>
        <translation>Davor gibt es keine Revision zum Vergleichen</translation>
    </message>
</context>
<context>
    <name>quayside::ui::DeploymentSide</name>
    <message>
        <source>What the new revision changes</source>
        <translation>Was die neue Revision ändert</translation>
    </message>
    <message>
        <source>How the deployment goes</source>
        <translation>Wie das Deployment vorankommt</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Circuit breaker</source>
        <translation>Circuit-Breaker</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>Why waiting</source>
        <translation>Warum es wartet</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Both revisions are the same.</source>
        <translation>Beide Revisionen sind gleich.</translation>
    </message>
    <message>
        <source>Failed tasks</source>
        <translation>Fehlgeschlagene Tasks</translation>
    </message>
    <message>
        <source>%1 of %2 running</source>
        <translation>%1 von %2 laufen</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>after %1</source>
        <translation>nach %1</translation>
    </message>
    <message>
        <source>Expected end</source>
        <translation>Erwartetes Ende</translation>
    </message>
    <message>
        <source>no past run to go by</source>
        <translation>kein Vergleich</translation>
    </message>
    <message numerus="yes">
        <source>from %n past runs</source>
        <translation>
            <numerusform>aus %n früheren Lauf</numerusform>
            <numerusform>aus %n früheren Läufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>longer than %n past runs</source>
        <translation>
            <numerusform>länger als %n früherer Lauf</numerusform>
            <numerusform>länger als %n frühere Läufe</numerusform>
        </translation>
    </message>
    <message>
        <source>Old tasks left</source>
        <translation>Noch alte Tasks</translation>
    </message>
    <message>
        <source>and %1 draining</source>
        <translation>und %1 werden beendet</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>min %1 %, max %2 %</source>
        <translation>Min %1 %, Max %2 %</translation>
    </message>
    <message>
        <source>bake time %1 min</source>
        <translation>Wartezeit %1 min</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Verkehr</translation>
    </message>
    <message>
        <source>new, %1 old; tests %2 new</source>
        <translation>neu, %1 alt; Tests zu %2 neu</translation>
    </message>
    <message>
        <source>Rollback</source>
        <translation>Rollback</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>tripped</source>
        <translation>ausgelöst</translation>
    </message>
    <message>
        <source>on, rolls back by itself</source>
        <translation>an, rollt selbst zurück</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>Tripped at %1</source>
        <translation>Ausgelöst bei %1</translation>
    </message>
    <message>
        <source>Trips at %1</source>
        <translation>Löst aus bei %1</translation>
    </message>
    <message numerus="yes">
        <source>%n failures left. It counts tasks in a row that failed to start or to stay healthy.</source>
        <translation>
            <numerusform>Noch %n Fehlschlag. Gezählt werden Tasks in Folge, die nicht starten oder nicht gesund bleiben.</numerusform>
            <numerusform>Noch %n Fehlschläge. Gezählt werden Tasks in Folge, die nicht starten oder nicht gesund bleiben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Explain placement</source>
        <translation>Platzierung erklären</translation>
    </message>
    <message>
        <source>from %1:%2</source>
        <translation>von %1:%2</translation>
    </message>
    <message>
        <source>on %1, ran %2</source>
        <translation>auf %1, lief %2</translation>
    </message>
</context>
<context>
    <name>quayside::ui::DeploymentsPage</name>
    <message>
        <source>In progress</source>
        <translation>Im Gange</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Rolled back</source>
        <translation>Zurückgerollt</translation>
    </message>
    <message>
        <source>No service of %1 has been deployed yet.</source>
        <translation>Noch kein Service von %1 hatte ein Deployment.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::DetailsPane</name>
    <message>
        <source>What can be done with it</source>
        <translation>Was damit getan werden kann</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Containers</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Details of what is selected</source>
        <translation>Details des Ausgewählten</translation>
    </message>
    <message>
        <source>Deployments</source>
        <translation>Deployments</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>Graphen</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>Erklären</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Select a row to see what is known about it.</source>
        <translation>Wählen Sie eine Zeile, um zu sehen, was darüber bekannt ist.</translation>
    </message>
    <message>
        <source>%1 rows are selected. Actions apply to all of them.</source>
        <translation>%1 Zeilen sind ausgewählt. Aktionen gelten für alle.</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>More tabs</source>
        <translation>Weitere Reiter</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>aufbewahrt</translation>
    </message>
    <message>
        <source>not kept any more</source>
        <translation>nicht mehr aufbewahrt</translation>
    </message>
</context>
<context>
    <name>quayside::ui::DiffDelegate</name>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>nicht gesetzt</translation>
    </message>
</context>
<context>
    <name>quayside::ui::DiffView</name>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>added</source>
        <translation>hinzugefügt</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>Only &amp;changes</source>
        <translation>Nur &amp;Änderungen</translation>
    </message>
    <message>
        <source>&amp;Undo take</source>
        <translation>Übernahme &amp;rückgängig</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>Swap the sides</source>
        <translation>Seiten tauschen</translation>
    </message>
    <message>
        <source>Previous change</source>
        <translation>Vorherige Änderung</translation>
    </message>
    <message>
        <source>Next change</source>
        <translation>Nächste Änderung</translation>
    </message>
    <message>
        <source>Compare this revision</source>
        <translation>Diese Revision vergleichen</translation>
    </message>
    <message>
        <source>With this revision</source>
        <translation>Mit dieser Revision</translation>
    </message>
    <message>
        <source>&amp;Edit %1</source>
        <translation>%1 &amp;bearbeiten</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>~ %1 changed   + %2 added   − %3 removed</source>
        <translation>~ %1 geändert   + %2 hinzugefügt   − %3 entfernt</translation>
    </message>
    <message>
        <source>%1 taken</source>
        <translation>%1 übernommen</translation>
    </message>
    <message>
        <source>Changes can be taken into the draft only: put it right</source>
        <translation>Änderungen können nur in den Entwurf übernommen werden: beheben Sie ihn</translation>
    </message>
    <message>
        <source>There is nothing to take</source>
        <translation>Es gibt nichts zu übernehmen</translation>
    </message>
    <message>
        <source>&amp;Take all from %1</source>
        <translation>&amp;Alles aus %1 übernehmen</translation>
    </message>
    <message>
        <source>Nothing has been taken</source>
        <translation>Nichts wurde übernommen</translation>
    </message>
    <message>
        <source>Order only  %1</source>
        <translation>Nur Reihenfolge  %1</translation>
    </message>
    <message>
        <source>ignored: %1</source>
        <translation>übergangen: %1</translation>
    </message>
    <message>
        <source>same</source>
        <translation>gleich</translation>
    </message>
    <message numerus="yes">
        <source>%n changes</source>
        <translation>
            <numerusform>%n Änderung</numerusform>
            <numerusform>%n Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 unchanged</source>
        <translation>%1 unverändert</translation>
    </message>
    <message>
        <source>Take %1</source>
        <translation>%1 übernehmen</translation>
    </message>
    <message>
        <source>no change</source>
        <translation>keine Änderung</translation>
    </message>
    <message>
        <source>%1 changes</source>
        <translation>%1 Änderungen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Take all from %1</source>
        <translation>Alles aus %1 übernehmen</translation>
    </message>
    <message>
        <source>By meaning</source>
        <translation>Nach Bedeutung</translation>
    </message>
    <message>
        <source>As text</source>
        <translation>Als Text</translation>
    </message>
    <message>
        <source>Copy as &amp;patch</source>
        <translation>Als &amp;Patch kopieren</translation>
    </message>
</context>
<context>
    <name>quayside::ui::DocumentEditor</name>
    <message>
        <source>On line %1: %2</source>
        <translation>In Zeile %1: %2</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
</context>
<context>
    <name>quayside::ui::DrainDialog</name>
    <message>
        <source>Drain %1</source>
        <translation>%1 leeren</translation>
    </message>
    <message>
        <source>Drain %1 container instances</source>
        <translation>%1 Container-Instanzen leeren</translation>
    </message>
    <message>
        <source>&amp;Drain</source>
        <translation>&amp;Leeren</translation>
    </message>
    <message>
        <source>Tasks on it and what becomes of them</source>
        <translation>Tasks darauf und was aus ihnen wird</translation>
    </message>
    <message>
        <source>No task is on it: it is empty at once.</source>
        <translation>Kein Task ist darauf: sie ist sofort leer.</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Wird gefragt …</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>No task is placed there any more. </source>
        <translation>Dort wird kein Task mehr platziert. </translation>
    </message>
    <message>
        <source>Asking the scheduler where the others would go…</source>
        <translation>Der Scheduler wird gefragt, wohin die anderen kämen …</translation>
    </message>
    <message>
        <source>Where the others would go is not known: %1</source>
        <translation>Wohin die anderen kämen, ist nicht bekannt: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n tasks move; %1 more wait until there is room elsewhere.</source>
        <translation>
            <numerusform>%n Task zieht um; %1 weitere warten, bis anderswo Platz ist.</numerusform>
            <numerusform>%n Tasks ziehen um; %1 weitere warten, bis anderswo Platz ist.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tasks move; as it is now, all of them fit elsewhere.</source>
        <translation>
            <numerusform>%n Task zieht um; so, wie es jetzt ist, passt er anderswohin.</numerusform>
            <numerusform>%n Tasks ziehen um; so, wie es jetzt ist, passen alle anderswohin.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quayside::ui::EditorHeader</name>
    <message>
        <source>Explain</source>
        <translation>Erklären</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren …</translation>
    </message>
    <message>
        <source>More actions on the draft</source>
        <translation>Weitere Aktionen für den Entwurf</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Fits now</source>
        <translation>Passt jetzt</translation>
    </message>
    <message>
        <source>Size of the task</source>
        <translation>Größe des Tasks</translation>
    </message>
    <message>
        <source>CPU and memory of the task: the pairs that Fargate has</source>
        <translation>CPU und Speicher des Tasks: die Paare, die Fargate kennt</translation>
    </message>
    <message>
        <source>Of its containers</source>
        <translation>Seiner Container</translation>
    </message>
    <message>
        <source>Explain where it fits</source>
        <translation>Erklären, wohin es passt</translation>
    </message>
    <message>
        <source>Instance by instance, what has room and what is short</source>
        <translation>Instanz für Instanz: was Platz hat und was fehlt</translation>
    </message>
    <message>
        <source>Import a compose file, a docker run line, JSON or another revision (Ctrl+Shift+I)</source>
        <translation>Compose-Datei, docker-run-Zeile, JSON oder andere Revision importieren (Strg+Umschalt+I)</translation>
    </message>
    <message>
        <source>New family</source>
        <translation>Neue Familie</translation>
    </message>
    <message>
        <source>revision %1</source>
        <translation>Revision %1</translation>
    </message>
    <message>
        <source>Re&amp;gister</source>
        <translation>Re&amp;gistrieren</translation>
    </message>
    <message>
        <source>Re&amp;gister %1:%2</source>
        <translation>%1:%2 re&amp;gistrieren</translation>
    </message>
    <message>
        <source>no container instance</source>
        <translation>keine Container-Instanz</translation>
    </message>
    <message>
        <source>%1 of %2, %3</source>
        <translation>%1 von %2, %3</translation>
    </message>
    <message>
        <source>&amp;Diff with %1</source>
        <translation>&amp;Vergleich mit %1</translation>
    </message>
    <message>
        <source>&amp;Diff</source>
        <translation>&amp;Vergleich</translation>
    </message>
    <message>
        <source>There is no revision of this family to compare with</source>
        <translation>Es gibt keine Revision dieser Familie zum Vergleichen</translation>
    </message>
    <message>
        <source>What this draft changes (Ctrl+D)</source>
        <translation>Was dieser Entwurf ändert (Strg+D)</translation>
    </message>
    <message>
        <source>Register this revision (Ctrl+Enter)</source>
        <translation>Diese Revision registrieren (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>instance</source>
        <translation>Instanz</translation>
    </message>
    <message>
        <source>instances</source>
        <translation>Instanzen</translation>
    </message>
    <message>
        <source>more copy</source>
        <translation>weitere Kopie</translation>
    </message>
    <message>
        <source>more copies</source>
        <translation>weitere Kopien</translation>
    </message>
</context>
<context>
    <name>quayside::ui::EngineBox</name>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>All %1 engines</source>
        <translation>Alle %1 Engines</translation>
    </message>
    <message>
        <source>No engine is connected</source>
        <translation>Keine Engine ist verbunden</translation>
    </message>
</context>
<context>
    <name>quayside::ui::EngineDisk</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1, %2; unused %3</source>
        <translation>%1, %2; unbenutzt %3</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Datenträger</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Belegt</translation>
    </message>
    <message>
        <source>being added up …</source>
        <translation>wird zusammengezählt …</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Containers</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>Volumes</translation>
    </message>
    <message>
        <source>Build cache</source>
        <translation>Build-Cache</translation>
    </message>
</context>
<context>
    <name>quayside::ui::EngineWay</name>
    <message>
        <source>Docker %1</source>
        <translation>Docker %1</translation>
    </message>
    <message numerus="yes">
        <source>%n CPUs</source>
        <translation>
            <numerusform>%n CPU</numerusform>
            <numerusform>%n CPUs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; %n containers run there and are left alone</source>
        <translation>
            <numerusform>; %n Container läuft dort und bleibt unberührt</numerusform>
            <numerusform>; %n Container laufen dort und bleiben unberührt</numerusform>
        </translation>
    </message>
    <message>
        <source>Plain TCP with&amp;out TLS: whoever reaches or overhears it rules the engine</source>
        <translation>Einfaches TCP &amp;ohne TLS: wer sie erreicht oder mithört, beherrscht die Engine</translation>
    </message>
    <message>
        <source>A socket on this machine</source>
        <translation>Ein Socket auf diesem Rechner</translation>
    </message>
    <message>
        <source>TCP, with TLS</source>
        <translation>TCP mit TLS</translation>
    </message>
    <message>
        <source>ssh</source>
        <translation>ssh</translation>
    </message>
    <message>
        <source>Reached through</source>
        <translation>Erreicht über</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Reached throu&amp;gh</source>
        <translation>Erreicht &amp;über</translation>
    </message>
    <message>
        <source>&amp;Endpoint</source>
        <translation>&amp;Endpunkt</translation>
    </message>
    <message>
        <source>CA certi&amp;ficate</source>
        <translation>CA-Zerti&amp;fikat</translation>
    </message>
    <message>
        <source>CA certificate</source>
        <translation>CA-Zertifikat</translation>
    </message>
    <message>
        <source>C&amp;lient certificate</source>
        <translation>C&amp;lient-Zertifikat</translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation>Client-Zertifikat</translation>
    </message>
    <message>
        <source>Client &amp;key</source>
        <translation>Client-Sch&amp;lüssel</translation>
    </message>
    <message>
        <source>Client key</source>
        <translation>Client-Schlüssel</translation>
    </message>
    <message>
        <source>Identit&amp;y file</source>
        <translation>Identi&amp;tätsdatei</translation>
    </message>
    <message>
        <source>Identity file</source>
        <translation>Identitätsdatei</translation>
    </message>
    <message>
        <source>Known &amp;hosts file</source>
        <translation>Be&amp;kannte Hosts</translation>
    </message>
    <message>
        <source>Known hosts file</source>
        <translation>Datei bekannter Hosts</translation>
    </message>
    <message>
        <source>&amp;Test connection</source>
        <translation>Verbindung &amp;prüfen</translation>
    </message>
    <message>
        <source>as ssh is configured</source>
        <translation>wie ssh eingerichtet ist</translation>
    </message>
    <message>
        <source>/path/of/a/file.pem</source>
        <translation>/pfad/einer/datei.pem</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen …</translation>
    </message>
    <message>
        <source>Choose the file: %1</source>
        <translation>Datei auswählen: %1</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>Asking</source>
        <translation>Wird gefragt</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Already added</source>
        <translation>Bereits hinzugefügt</translation>
    </message>
    <message>
        <source>as %1</source>
        <translation>als %1</translation>
    </message>
</context>
<context>
    <name>quayside::ui::EnginesPage</name>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>No engine has been added: nothing can run a container.</source>
        <translation>Es ist keine Engine hinzugefügt: nichts kann einen Container ausführen.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::EventsPage</name>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Placement</source>
        <translation>Platzierung</translation>
    </message>
    <message>
        <source>Nothing has happened in %1 yet.</source>
        <translation>In %1 ist noch nichts geschehen.</translation>
    </message>
    <message>
        <source>Events over time</source>
        <translation>Ereignisse im Zeitverlauf</translation>
    </message>
    <message>
        <source>event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>The stretch of time that is shown</source>
        <translation>Die gezeigte Zeitspanne</translation>
    </message>
    <message>
        <source>Nothing happened in the stretch that is shown. Press Esc in the bar to see all.</source>
        <translation>In der gezeigten Strecke ist nichts geschehen. Esc in der Leiste zeigt alles.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Only this stretch is shown: click to see all</source>
        <translation>Nur diese Strecke wird gezeigt: klicken zeigt alles</translation>
    </message>
    <message>
        <source>%1:%2 starts</source>
        <translation>%1:%2 startet</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Gehe zu %1</translation>
    </message>
    <message>
        <source>&amp;Filter like this</source>
        <translation>Danach &amp;filtern</translation>
    </message>
    <message>
        <source>F&amp;old the storm</source>
        <translation>Sturm &amp;einklappen</translation>
    </message>
    <message>
        <source>&amp;Open the storm</source>
        <translation>Sturm au&amp;fklappen</translation>
    </message>
    <message>
        <source>Go to this &amp;instant</source>
        <translation>Zu diesem &amp;Zeitpunkt</translation>
    </message>
    <message>
        <source>Same instant in &amp;graphs</source>
        <translation>Derselbe Zeitpunkt in &amp;Graphen</translation>
    </message>
    <message>
        <source>Same instant in &amp;logs</source>
        <translation>Derselbe Zeitpunkt in &amp;Logs</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ExplainTab</name>
    <message>
        <source>Asking the scheduler…</source>
        <translation>Der Scheduler wird gefragt …</translation>
    </message>
    <message>
        <source>Only tasks and services are placed.</source>
        <translation>Nur Tasks und Services werden platziert.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ExplainView</name>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Why it is placed so</source>
        <translation>Warum es so platziert ist</translation>
    </message>
    <message>
        <source>Nothing has been asked yet.</source>
        <translation>Noch wurde nichts gefragt.</translation>
    </message>
    <message>
        <source>Container instances and what each rule says of them</source>
        <translation>Container-Instanzen und was jede Regel über sie sagt</translation>
    </message>
    <message>
        <source>The cluster has no container instance.</source>
        <translation>Der Cluster hat keine Container-Instanz.</translation>
    </message>
    <message>
        <source>What would place it</source>
        <translation>Was es platzieren würde</translation>
    </message>
</context>
<context>
    <name>quayside::ui::FileFeed</name>
    <message>
        <source>%1 to %2 of %3</source>
        <translation>%1 nach %2 von %3</translation>
    </message>
    <message>
        <source>%1 of %2 to %3</source>
        <translation>%1 von %2 nach %3</translation>
    </message>
</context>
<context>
    <name>quayside::ui::FilesPane</name>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Link to %1</source>
        <translation>Verweis auf %1</translation>
    </message>
    <message>
        <source>Device, socket or pipe</source>
        <translation>Gerät, Socket oder Pipe</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Folder above (Alt+Up)</source>
        <translation>Ordner darüber (Alt+Auf)</translation>
    </message>
    <message>
        <source>Copy &amp;here…</source>
        <translation>&amp;Hierher kopieren …</translation>
    </message>
    <message>
        <source>Copy a &amp;file there…</source>
        <translation>Eine &amp;Datei dorthin kopieren …</translation>
    </message>
    <message>
        <source>…a f&amp;older</source>
        <translation>… einen &amp;Ordner</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Erneut nachsehen</translation>
    </message>
    <message>
        <source>Copy a folder there</source>
        <translation>Einen Ordner dorthin kopieren</translation>
    </message>
    <message>
        <source>There may be more than is shown</source>
        <translation>Es kann mehr geben als gezeigt wird</translation>
    </message>
    <message>
        <source>None of the task&apos;s containers has been created, or they are gone.</source>
        <translation>Keiner der Container des Tasks ist angelegt, oder sie sind weg.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird nachgesehen …</translation>
    </message>
    <message>
        <source>There is nothing in %1.</source>
        <translation>In %1 ist nichts.</translation>
    </message>
    <message>
        <source>There is no container</source>
        <translation>Es gibt keinen Container</translation>
    </message>
    <message>
        <source>Select what is to be copied</source>
        <translation>Wählen Sie, was kopiert werden soll</translation>
    </message>
    <message>
        <source>Copy into which folder?</source>
        <translation>In welchen Ordner kopieren?</translation>
    </message>
    <message>
        <source>Copy what into %1?</source>
        <translation>Was nach %1 kopieren?</translation>
    </message>
    <message>
        <source>Copies of files</source>
        <translation>Kopien von Dateien</translation>
    </message>
    <message numerus="yes">
        <source>Replace %n files</source>
        <translation>
            <numerusform>%n Datei ersetzen</numerusform>
            <numerusform>%n Dateien ersetzen</numerusform>
        </translation>
    </message>
    <message>
        <source>What %1 has under these names is lost.</source>
        <translation>Was %1 unter diesen Namen hat, geht verloren.</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>&amp;Ersetzen</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Behalten</translation>
    </message>
</context>
<context>
    <name>quayside::ui::FilterBar</name>
    <message>
        <source>Clear filter</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>1 change · Resort</source>
        <translation>1 Änderung · Neu sortieren</translation>
    </message>
    <message>
        <source>%1 changes · Resort</source>
        <translation>%1 Änderungen · Neu sortieren</translation>
    </message>
    <message>
        <source>Filter, such as %1</source>
        <translation>Filter, etwa %1</translation>
    </message>
    <message>
        <source>More filters</source>
        <translation>Weitere Filter</translation>
    </message>
</context>
<context>
    <name>quayside::ui::FindBar</name>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Previous match (Shift+F3)</source>
        <translation>Vorheriger Treffer (Umschalt+F3)</translation>
    </message>
    <message>
        <source>Next match (F3)</source>
        <translation>Nächster Treffer (F3)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>%1 gefunden</translation>
    </message>
</context>
<context>
    <name>quayside::ui::FirstRunPage</name>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Quayside</source>
        <translation>Quayside</translation>
    </message>
    <message>
        <source>Run and understand containers on your own machines.</source>
        <translation>Container auf eigenen Maschinen betreiben und verstehen.</translation>
    </message>
    <message>
        <source>Start &amp;demo</source>
        <translation>&amp;Demo starten</translation>
    </message>
    <message>
        <source>Makes a cluster of simulated engines and runs tasks on it</source>
        <translation>Legt einen Cluster aus simulierten Engines an und führt Tasks darauf aus</translation>
    </message>
    <message>
        <source>Explore the demo</source>
        <translation>Die Demo erkunden</translation>
    </message>
    <message>
        <source>A simulated cluster with live load, on engines that exist in this program only.</source>
        <translation>Ein simulierter Cluster unter Last, auf Engines, die es nur in diesem Programm gibt.</translation>
    </message>
    <message>
        <source>ready in under 1 s</source>
        <translation>in unter 1 s bereit</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zonen</translation>
    </message>
    <message>
        <source>3</source>
        <translation>3</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>4, one being deployed</source>
        <translation>4, einer davon im Deployment</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>Braucht</translation>
    </message>
    <message>
        <source>no Docker, no account</source>
        <translation>kein Docker, kein Konto</translation>
    </message>
    <message>
        <source>Touches</source>
        <translation>Berührt</translation>
    </message>
    <message>
        <source>nothing on this computer</source>
        <translation>nichts auf diesem Rechner</translation>
    </message>
    <message>
        <source>Use Doc&amp;ker…</source>
        <translation>Doc&amp;ker benutzen …</translation>
    </message>
    <message>
        <source>Opens the dialog that adds the engine; nothing is changed before you agree</source>
        <translation>Öffnet den Dialog, der die Engine hinzufügt; nichts ändert sich, bevor Sie zustimmen</translation>
    </message>
    <message>
        <source>Use my Docker</source>
        <translation>Mein Docker benutzen</translation>
    </message>
    <message>
        <source>Run tasks on the Docker engine of this computer.</source>
        <translation>Tasks auf der Docker-Engine dieses Rechners ausführen.</translation>
    </message>
    <message>
        <source>asks before the first write</source>
        <translation>fragt vorher</translation>
    </message>
    <message>
        <source>Socket</source>
        <translation>Socket</translation>
    </message>
    <message>
        <source>looking for it</source>
        <translation>wird gesucht</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Running</translation>
    </message>
    <message>
        <source>what is labelled io.quayside.*</source>
        <translation>was das Label io.quayside.* trägt</translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation>Verbinden …</translation>
    </message>
    <message>
        <source>Connect an endpoint</source>
        <translation>Einen Endpunkt verbinden</translation>
    </message>
    <message>
        <source>Starts</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>nur lesend</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation>Gut zu wissen</translation>
    </message>
    <message>
        <source>Nothing leaves this computer by itself.</source>
        <translation>Von selbst verlässt nichts diesen Rechner.</translation>
    </message>
    <message>
        <source>What is running goes on when you quit.</source>
        <translation>Was läuft, läuft weiter, wenn Sie beenden.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Switch view</source>
        <translation>Ansicht wechseln</translation>
    </message>
    <message>
        <source>Ctrl+1 … 0</source>
        <translation>Strg+1 … 0</translation>
    </message>
    <message>
        <source>Filter the table</source>
        <translation>Tabelle filtern</translation>
    </message>
    <message>
        <source>Ctrl+Shift+F</source>
        <translation>Strg+Umschalt+F</translation>
    </message>
    <message>
        <source>Run a task</source>
        <translation>Task ausführen</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Strg+R</translation>
    </message>
    <message>
        <source>Stop what is selected</source>
        <translation>Ausgewähltes stoppen</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Back, forward</source>
        <translation>Zurück, vor</translation>
    </message>
    <message>
        <source>Alt+← →</source>
        <translation>Alt+← →</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>F6</source>
        <translation>F6</translation>
    </message>
    <message>
        <source>The demo is starting</source>
        <translation>Die Demo startet</translation>
    </message>
    <message>
        <source>The demo is running</source>
        <translation>Die Demo läuft</translation>
    </message>
    <message>
        <source>none found</source>
        <translation>keiner gefunden</translation>
    </message>
    <message>
        <source>does not answer</source>
        <translation>antwortet nicht</translation>
    </message>
    <message>
        <source>found, %1</source>
        <translation>gefunden, %1</translation>
    </message>
    <message>
        <source>Docker %1</source>
        <translation>Docker %1</translation>
    </message>
    <message numerus="yes">
        <source>%n containers, left alone</source>
        <translation>
            <numerusform>%n Container, bleibt unberührt</numerusform>
            <numerusform>%n Container, bleiben unberührt</numerusform>
        </translation>
    </message>
    <message>
        <source>Bring something</source>
        <translation>Etwas mitbringen</translation>
    </message>
    <message>
        <source>Import a compose file</source>
        <translation>Compose-Datei importieren</translation>
    </message>
    <message>
        <source>Paste a docker run line</source>
        <translation>docker-run-Zeile einfügen</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Strg+K</translation>
    </message>
    <message>
        <source>Opens the dialog that tries an endpoint and keeps it</source>
        <translation>Öffnet den Dialog, der einen Endpunkt prüft und sich merkt</translation>
    </message>
    <message>
        <source>This window connects to no other endpoint</source>
        <translation>Dieses Fenster verbindet sich mit keinem anderen Endpunkt</translation>
    </message>
    <message>
        <source>Any ECS-compatible endpoint, local or remote, in this same window.</source>
        <translation>Jeder ECS-kompatible Endpunkt, hier oder anderswo, in eben diesem Fenster.</translation>
    </message>
    <message>
        <source>tried before it is kept</source>
        <translation>geprüft, bevor er gemerkt wird</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>Bekannt</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keiner</translation>
    </message>
    <message>
        <source>Signed with</source>
        <translation>Signiert mit</translation>
    </message>
    <message>
        <source>access key or AWS profile</source>
        <translation>Schlüssel oder AWS-Profil</translation>
    </message>
    <message>
        <source>Secrets</source>
        <translation>Geheimnisse</translation>
    </message>
    <message>
        <source>kept encrypted</source>
        <translation>verschlüsselt aufbewahrt</translation>
    </message>
</context>
<context>
    <name>quayside::ui::FirstSteps</name>
    <message>
        <source>Run a task</source>
        <translation>Task ausführen</translation>
    </message>
    <message>
        <source>Scale a service</source>
        <translation>Einen Service skalieren</translation>
    </message>
    <message>
        <source>Watch a deployment</source>
        <translation>Ein Deployment beobachten</translation>
    </message>
    <message>
        <source>Ask why a task is where it is</source>
        <translation>Fragen, warum ein Task ist, wo er ist</translation>
    </message>
    <message>
        <source>Write a new revision</source>
        <translation>Eine neue Revision schreiben</translation>
    </message>
    <message>
        <source>Read the logs of a service</source>
        <translation>Die Logs eines Service lesen</translation>
    </message>
    <message>
        <source>%1, done</source>
        <translation>%1, erledigt</translation>
    </message>
</context>
<context>
    <name>quayside::ui::FitPopup</name>
    <message>
        <source>Where it fits</source>
        <translation>Wohin es passt</translation>
    </message>
    <message numerus="yes">
        <source>%n copies</source>
        <translation>
            <numerusform>%n Kopie</numerusform>
            <numerusform>%n Kopien</numerusform>
        </translation>
    </message>
    <message>
        <source>No container instance of the cluster takes such tasks.</source>
        <translation>Keine Container-Instanz des Clusters nimmt solche Tasks an.</translation>
    </message>
    <message>
        <source>Room at this moment</source>
        <translation>Platz in diesem Augenblick</translation>
    </message>
    <message>
        <source>By CPU, memory, GPUs and host ports. Constraints and attributes come in when it is placed.</source>
        <translation>Nach CPU, Speicher, GPUs und Host-Ports. Bedingungen und Attribute zählen beim Platzieren.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::FormPane</name>
    <message>
        <source>Task settings</source>
        <translation>Einstellungen des Tasks</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>Container</translation>
    </message>
</context>
<context>
    <name>quayside::ui::HitMap</name>
    <message>
        <source>Where it was found</source>
        <translation>Wo es gefunden wurde</translation>
    </message>
    <message>
        <source>place</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>places</source>
        <translation>Stellen</translation>
    </message>
</context>
<context>
    <name>quayside::ui::HookStrip</name>
    <message>
        <source>Co&amp;ntinue</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Roll &amp;back</source>
        <translation>Zurück&amp;rollen</translation>
    </message>
    <message>
        <source>A hook waits</source>
        <translation>Ein Hook wartet</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ImageActions</name>
    <message>
        <source>&amp;Pull…</source>
        <translation>&amp;Laden …</translation>
    </message>
    <message>
        <source>Fetch an image from its registry to an engine</source>
        <translation>Ein Image aus seiner Registry auf eine Engine holen</translation>
    </message>
    <message>
        <source>&amp;Build…</source>
        <translation>&amp;Bauen …</translation>
    </message>
    <message>
        <source>Build an image from a folder with a Dockerfile</source>
        <translation>Ein Image aus einem Ordner mit Dockerfile bauen</translation>
    </message>
    <message>
        <source>P&amp;ush</source>
        <translation>&amp;Hochladen</translation>
    </message>
    <message>
        <source>Send it to the registry that its name begins with</source>
        <translation>An die Registry senden, mit der sein Name beginnt</translation>
    </message>
    <message>
        <source>&amp;Tag…</source>
        <translation>&amp;Taggen …</translation>
    </message>
    <message>
        <source>Give it another name</source>
        <translation>Einen weiteren Namen geben</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen …</translation>
    </message>
    <message>
        <source>Registry &amp;logins…</source>
        <translation>Registry-&amp;Anmeldungen …</translation>
    </message>
    <message>
        <source>With what Quayside logs in to registries</source>
        <translation>Womit Quayside sich bei Registries anmeldet</translation>
    </message>
    <message>
        <source>&amp;Copy name</source>
        <translation>Namen &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy the name, or the whole id</source>
        <translation>Den Namen oder die ganze ID kopieren</translation>
    </message>
    <message>
        <source>no image is selected</source>
        <translation>kein Image ist ausgewählt</translation>
    </message>
    <message>
        <source>no engine is connected</source>
        <translation>keine Engine ist verbunden</translation>
    </message>
    <message>
        <source>it has no name</source>
        <translation>es hat keinen Namen</translation>
    </message>
    <message>
        <source>more than one is selected</source>
        <translation>mehr als eines ist ausgewählt</translation>
    </message>
    <message>
        <source> on %1</source>
        <translation> auf %1</translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation>%1 Images</translation>
    </message>
    <message>
        <source>What uses it must pull it again to start anew. An engine refuses while one of its containers needs it.</source>
        <translation>Was es benutzt, muss es vor einem neuen Start wieder laden. Eine Engine weigert sich, solange einer ihrer Container es braucht.</translation>
    </message>
    <message>
        <source>Nothing that Quayside knows of uses it. An engine refuses while one of its containers needs it.</source>
        <translation>Soweit Quayside weiß, benutzt es nichts. Eine Engine weigert sich, solange einer ihrer Container es braucht.</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Behalten</translation>
    </message>
    <message>
        <source>Remove it from its engines, after asking; it cannot be undone</source>
        <translation>Nach Rückfrage von seinen Engines entfernen; nicht rückgängig zu machen</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ImageFeed</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 %2 on %3</source>
        <translation>%1 %2 auf %3</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ImagesPage</name>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Unused</source>
        <translation>Unbenutzt</translation>
    </message>
    <message>
        <source>More for images</source>
        <translation>Mehr für Images</translation>
    </message>
    <message>
        <source>Push, tag, remove, registry logins</source>
        <translation>Hochladen, taggen, entfernen, Registry-Anmeldungen</translation>
    </message>
    <message>
        <source>No engine is connected, so no images are known.</source>
        <translation>Keine Engine ist verbunden; es sind keine Images bekannt.</translation>
    </message>
    <message>
        <source>Add an engine</source>
        <translation>Engine hinzufügen</translation>
    </message>
    <message>
        <source>The engines are being asked for their images.</source>
        <translation>Die Engines werden nach ihren Images gefragt.</translation>
    </message>
    <message>
        <source>The engines have no images yet.</source>
        <translation>Die Engines haben noch keine Images.</translation>
    </message>
    <message>
        <source>Pull an image</source>
        <translation>Image laden</translation>
    </message>
    <message>
        <source>Output of the build of %1</source>
        <translation>Ausgabe beim Bauen von %1</translation>
    </message>
    <message>
        <source>On engines</source>
        <translation>Auf Engines</translation>
    </message>
    <message>
        <source>In repositories</source>
        <translation>In Repositories</translation>
    </message>
    <message>
        <source>The registry does not run: %1</source>
        <translation>Die Registry läuft nicht: %1</translation>
    </message>
    <message>
        <source>The registry %1 is reached by the engines of this machine alone.</source>
        <translation>Die Registry %1 erreichen nur die Engines dieses Rechners.</translation>
    </message>
    <message>
        <source>Image jobs</source>
        <translation>Aufträge für Images</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ImportDialog</name>
    <message>
        <source>mapped</source>
        <translation>übernommen</translation>
    </message>
    <message>
        <source>approximated</source>
        <translation>angenähert</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>entfallen</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importieren</translation>
    </message>
    <message>
        <source>Import into the draft</source>
        <translation>In den Entwurf importieren</translation>
    </message>
    <message>
        <source>What becomes of it</source>
        <translation>Was daraus wird</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>Wird zu</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>&amp;Open a file…</source>
        <translation>&amp;Datei öffnen …</translation>
    </message>
    <message>
        <source>&amp;Another revision</source>
        <translation>&amp;Andere Revision</translation>
    </message>
    <message>
        <source>Another revision</source>
        <translation>Andere Revision</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>Datei importieren</translation>
    </message>
</context>
<context>
    <name>quayside::ui::InstancesPage</name>
    <message>
        <source>Active</source>
        <translation>Active</translation>
    </message>
    <message>
        <source>Draining</source>
        <translation>Draining</translation>
    </message>
    <message>
        <source>Agent lost</source>
        <translation>Agent verloren</translation>
    </message>
    <message>
        <source>%1 has no container instance. Add an engine: each becomes one or several.</source>
        <translation>%1 hat keine Container-Instanz. Fügen Sie eine Engine hinzu: aus jeder werden eine oder mehrere.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::JobLine</name>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>Was daraus wurde</translation>
    </message>
    <message>
        <source>Output of %1</source>
        <translation>Ausgabe von %1</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>quayside::ui::JobList</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Nothing has been sent yet</source>
        <translation>Noch wurde nichts gesendet</translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 fehlgeschlagen: %2</translation>
    </message>
    <message>
        <source>It is over</source>
        <translation>Es ist vorbei</translation>
    </message>
    <message>
        <source>It is not over yet</source>
        <translation>Es ist noch nicht vorbei</translation>
    </message>
    <message>
        <source>Nothing of it failed</source>
        <translation>Nichts davon ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>One call cannot be taken back while it is answered</source>
        <translation>Ein einzelner Aufruf kann nicht zurückgenommen werden, während er beantwortet wird</translation>
    </message>
    <message>
        <source>It did not fail</source>
        <translation>Es ist nicht fehlgeschlagen</translation>
    </message>
    <message>
        <source>Build it again on the page of images</source>
        <translation>Bauen Sie es auf der Seite der Images noch einmal</translation>
    </message>
    <message>
        <source>Deploy %1</source>
        <translation>%1 deployen</translation>
    </message>
    <message>
        <source>The deployment of a daemon ends by itself, or with the next one</source>
        <translation>Das Deployment eines Daemons endet von selbst oder mit dem nächsten</translation>
    </message>
    <message>
        <source>Drain %1</source>
        <translation>%1 leeren</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 übrig</translation>
    </message>
    <message>
        <source>task</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>tasks</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>Began: %1</source>
        <translation>Begonnen: %1</translation>
    </message>
    <message>
        <source>Ended: %1</source>
        <translation>Beendet: %1</translation>
    </message>
    <message>
        <source>Progress: %1</source>
        <translation>Fortschritt: %1</translation>
    </message>
    <message>
        <source>Quayside %1, %2</source>
        <translation>Quayside %1, %2</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 kopieren</translation>
    </message>
    <message>
        <source>Its task is gone</source>
        <translation>Sein Task ist nicht mehr da</translation>
    </message>
</context>
<context>
    <name>quayside::ui::JobOutputDialog</name>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Nothing has been written yet.</source>
        <translation>Noch wurde nichts geschrieben.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::JobsPane</name>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>S&amp;topp</translation>
    </message>
    <message>
        <source>R&amp;etry</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Copy dia&amp;gnostics</source>
        <translation>Dia&amp;gnose kopieren</translation>
    </message>
    <message>
        <source>Nothing has taken longer than a second yet. Pulls, deployments, drains and bulk actions appear here.</source>
        <translation>Noch hat nichts länger als eine Sekunde gedauert. Laden, Deployments, Leeren und Sammelaktionen erscheinen hier.</translation>
    </message>
    <message>
        <source>%1 running, %2 failed</source>
        <translation>%1 laufen, %2 fehlgeschlagen</translation>
    </message>
    <message>
        <source>Select a job</source>
        <translation>Wählen Sie einen Auftrag</translation>
    </message>
    <message>
        <source>Copied what is known about: %1</source>
        <translation>Kopiert, was bekannt ist über: %1</translation>
    </message>
</context>
<context>
    <name>quayside::ui::JsonEditor</name>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
</context>
<context>
    <name>quayside::ui::JsonTab</name>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>The reply of the API</source>
        <translation>Die Antwort der API</translation>
    </message>
</context>
<context>
    <name>quayside::ui::KeySheet</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Context menu</source>
        <translation>Kontextmenü</translation>
    </message>
    <message>
        <source>First and last row</source>
        <translation>Erste und letzte Zeile</translation>
    </message>
    <message>
        <source>Find by the first letters</source>
        <translation>Nach den ersten Buchstaben suchen</translation>
    </message>
    <message>
        <source>letters</source>
        <translation>Buchstaben</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Leave a terminal</source>
        <translation>Ein Terminal verlassen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Tables and panes</source>
        <translation>Tabellen und Bereiche</translation>
    </message>
</context>
<context>
    <name>quayside::ui::KeysDialog</name>
    <message>
        <source>&amp;Use it</source>
        <translation>&amp;Benutzen</translation>
    </message>
    <message>
        <source>&amp;No key</source>
        <translation>&amp;Keine Taste</translation>
    </message>
    <message>
        <source>The usual &amp;one</source>
        <translation>Die ü&amp;bliche</translation>
    </message>
    <message>
        <source>Change keys</source>
        <translation>Tasten ändern</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Einen Befehl suchen</translation>
    </message>
    <message>
        <source>Find a command by its name, menu or key</source>
        <translation>Einen Befehl nach Name, Menü oder Taste suchen</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Reset &amp;all</source>
        <translation>&amp;Alle zurücksetzen</translation>
    </message>
    <message>
        <source>New &amp;key</source>
        <translation>Neue &amp;Taste</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neue Taste</translation>
    </message>
    <message>
        <source>No command has such a name</source>
        <translation>Kein Befehl heißt so</translation>
    </message>
    <message>
        <source>%1 has this key; it will have none.</source>
        <translation>%1 hat diese Taste; dann hat es keine mehr.</translation>
    </message>
    <message>
        <source>Press the keys for %1.</source>
        <translation>Drücken Sie die Tasten für %1.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::LaneTable</name>
    <message>
        <source>Tasks of the deployment over time</source>
        <translation>Tasks des Deployments im Zeitverlauf</translation>
    </message>
    <message>
        <source>No task of it is known.</source>
        <translation>Es ist kein Task bekannt.</translation>
    </message>
    <message>
        <source>No task of it has failed.</source>
        <translation>Kein Task davon ist fehlgeschlagen.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::LazyField</name>
    <message>
        <source>%1, set</source>
        <translation>%1, gesetzt</translation>
    </message>
</context>
<context>
    <name>quayside::ui::LinkLabel</name>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ListField</name>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Templates for %1</source>
        <translation>Vorlagen für %1</translation>
    </message>
    <message>
        <source>Fill in what is asked for often</source>
        <translation>Ausfüllen, was oft gebraucht wird</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>quayside::ui::LogDelegate</name>
    <message>
        <source>+ %1</source>
        <translation>+ %1</translation>
    </message>
    <message>
        <source>frame</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>frames</source>
        <translation>Rahmen</translation>
    </message>
</context>
<context>
    <name>quayside::ui::LogPane</name>
    <message>
        <source>Current line</source>
        <translation>Aktuelle Zeile</translation>
    </message>
    <message>
        <source>Containers</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Show the lines of one container only</source>
        <translation>Nur die Zeilen eines Containers zeigen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Filter, such as level:error &quot;checkout&quot; -/healthz?/</source>
        <translation>Filter, etwa level:error &quot;checkout&quot; -/healthz?/</translation>
    </message>
    <message>
        <source>stderr</source>
        <translation>stderr</translation>
    </message>
    <message>
        <source>Standard error only</source>
        <translation>Nur Standardfehlerausgabe</translation>
    </message>
    <message>
        <source>Find in the lines shown (F3)</source>
        <translation>In den gezeigten Zeilen suchen (F3)</translation>
    </message>
    <message>
        <source>Copy the lines shown</source>
        <translation>Gezeigte Zeilen kopieren</translation>
    </message>
    <message>
        <source>Save the lines shown…</source>
        <translation>Gezeigte Zeilen speichern …</translation>
    </message>
    <message>
        <source>Follow    End</source>
        <translation>Folgen    Ende</translation>
    </message>
    <message>
        <source>Follow, %1 new    End</source>
        <translation>Folgen, %1 neu    Ende</translation>
    </message>
    <message>
        <source>Follow what is written</source>
        <translation>Dem Geschriebenen folgen</translation>
    </message>
    <message>
        <source>%1 more are left out</source>
        <translation>%1 weitere sind ausgelassen</translation>
    </message>
    <message>
        <source>&amp;All containers</source>
        <translation>&amp;Alle Container</translation>
    </message>
    <message>
        <source>%1 starts</source>
        <translation>%1 startet</translation>
    </message>
    <message>
        <source>%1  task %2, %3, %4
%5</source>
        <translation>%1  Task %2, %3, %4
%5</translation>
    </message>
    <message>
        <source>%1 has no tasks whose log could be read.</source>
        <translation>%1 hat keine Tasks, deren Log gelesen werden könnte.</translation>
    </message>
    <message>
        <source>%1 has ended and wrote nothing.</source>
        <translation>%1 ist beendet und hat nichts geschrieben.</translation>
    </message>
    <message>
        <source>%1 has written nothing yet. What it writes appears here.</source>
        <translation>%1 hat noch nichts geschrieben. Was kommt, erscheint hier.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>container</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>containers</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Copied %1</source>
        <translation>%1 kopiert</translation>
    </message>
    <message>
        <source>line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Lines over time</source>
        <translation>Zeilen im Zeitverlauf</translation>
    </message>
    <message>
        <source>Go to time</source>
        <translation>Gehe zu Zeit</translation>
    </message>
    <message>
        <source>Such as 14:04, 14:04:12.5 or -5m; Enter goes there, in graphs and events as well (Ctrl+G)</source>
        <translation>Etwa 14:04, 14:04:12.5 oder -5m; die Eingabetaste geht dorthin, auch in Graphen und Ereignissen (Strg+G)</translation>
    </message>
    <message>
        <source>%1 older lines dropped: the newest %2 are kept</source>
        <translation>%1 ältere Zeilen verworfen: die neuesten %2 werden behalten</translation>
    </message>
    <message>
        <source>Deployment of %1:%2 starts</source>
        <translation>Deployment von %1:%2 beginnt</translation>
    </message>
    <message>
        <source>Choose a line first: its time is what the other views go to</source>
        <translation>Wählen Sie zuerst eine Zeile: zu ihrer Zeit gehen die anderen Ansichten</translation>
    </message>
    <message>
        <source>Logs, graphs and events are at %1</source>
        <translation>Logs, Graphen und Ereignisse stehen bei %1</translation>
    </message>
    <message>
        <source>“%1” is no time: write 14:04, 14:04:12.5, 2026-11-29 14:04:12 or -5m</source>
        <translation>„%1“ ist keine Zeit: schreiben Sie 14:04, 14:04:12.5, 2026-11-29 14:04:12 oder -5m</translation>
    </message>
    <message>
        <source>Go to this &amp;instant</source>
        <translation>Zu diesem &amp;Zeitpunkt</translation>
    </message>
    <message>
        <source>Same instant in &amp;graphs</source>
        <translation>Derselbe Zeitpunkt in &amp;Graphen</translation>
    </message>
    <message>
        <source>Same instant in &amp;events</source>
        <translation>Derselbe Zeitpunkt in &amp;Ereignissen</translation>
    </message>
    <message>
        <source>Only lines of this &amp;task</source>
        <translation>Nur Zeilen dieses &amp;Tasks</translation>
    </message>
    <message>
        <source>Only lines of this &amp;container</source>
        <translation>Nur Zeilen dieses &amp;Containers</translation>
    </message>
    <message>
        <source>Only lines as &amp;grave as this</source>
        <translation>Nur so &amp;schwere Zeilen</translation>
    </message>
    <message>
        <source>&amp;Fold the trace</source>
        <translation>Trace &amp;einklappen</translation>
    </message>
    <message>
        <source>&amp;Open the trace</source>
        <translation>Trace au&amp;fklappen</translation>
    </message>
    <message>
        <source>&amp;Copy this line</source>
        <translation>Diese Zeile &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;all lines shown</source>
        <translation>&amp;Alle gezeigten Zeilen kopieren</translation>
    </message>
    <message>
        <source>&amp;Save the lines shown…</source>
        <translation>Gezeigte Zeilen &amp;speichern …</translation>
    </message>
    <message>
        <source>Save the lines shown (.log; .txt: the texts alone; .tsv: a table)</source>
        <translation>Gezeigte Zeilen speichern (.log; .txt: nur die Texte; .tsv: eine Tabelle)</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>Lesezeichen</translation>
    </message>
    <message>
        <source>Go to a line that was bookmarked (Ctrl+B sets one)</source>
        <translation>Zu einer Zeile mit Lesezeichen gehen (Strg+B setzt eines)</translation>
    </message>
    <message>
        <source>Choose a line first: the bookmark is set on it</source>
        <translation>Wählen Sie zuerst eine Zeile: auf sie wird das Lesezeichen gesetzt</translation>
    </message>
    <message>
        <source>Bookmarked; Alt+Down and Alt+Up go from one to the next</source>
        <translation>Lesezeichen gesetzt; Alt+Ab und Alt+Auf gehen von einem zum nächsten</translation>
    </message>
    <message>
        <source>No bookmark here any more</source>
        <translation>Hier ist kein Lesezeichen mehr</translation>
    </message>
    <message numerus="yes">
        <source>%n bookmarks</source>
        <translation>
            <numerusform>%n Lesezeichen</numerusform>
            <numerusform>%n Lesezeichen</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no bookmark: Ctrl+B sets one on the current line</source>
        <translation>Es gibt kein Lesezeichen: Strg+B setzt eines auf die aktuelle Zeile</translation>
    </message>
    <message>
        <source>The filter hides every line with a bookmark</source>
        <translation>Der Filter verbirgt jede Zeile mit Lesezeichen</translation>
    </message>
    <message>
        <source>&amp;Next bookmark</source>
        <translation>&amp;Nächstes Lesezeichen</translation>
    </message>
    <message>
        <source>&amp;Previous bookmark</source>
        <translation>&amp;Voriges Lesezeichen</translation>
    </message>
    <message>
        <source>Remove the &amp;bookmark</source>
        <translation>&amp;Lesezeichen entfernen</translation>
    </message>
    <message>
        <source>Set a &amp;bookmark</source>
        <translation>&amp;Lesezeichen setzen</translation>
    </message>
    <message>
        <source>What %1 wrote is not kept any more.</source>
        <translation>Was %1 schrieb, ist nicht mehr aufbewahrt.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::LogRows</name>
    <message>
        <source>%1, bookmarked</source>
        <translation>%1, mit Lesezeichen</translation>
    </message>
</context>
<context>
    <name>quayside::ui::MainToolBar</name>
    <message>
        <source>Main tools</source>
        <translation>Hauptwerkzeuge</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>The cluster that the views show</source>
        <translation>Der Cluster, den die Ansichten zeigen</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neue</translation>
    </message>
    <message>
        <source>Make a service, a task definition, an engine or a cluster</source>
        <translation>Service, Task-Definition, Engine oder Cluster anlegen</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>&amp;Neu</translation>
    </message>
    <message>
        <source>No cluster</source>
        <translation>Kein Cluster</translation>
    </message>
    <message>
        <source>There is no cluster yet</source>
        <translation>Es gibt noch keinen Cluster</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Nur lesend</translation>
    </message>
    <message>
        <source>Protected</source>
        <translation>Geschützt</translation>
    </message>
</context>
<context>
    <name>quayside::ui::MainWindow</name>
    <message>
        <source>Quayside</source>
        <translation>Quayside</translation>
    </message>
    <message>
        <source>Navigator</source>
        <translation>Navigator</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>The language changes when Quayside is started again.</source>
        <translation>Die Sprache wechselt beim nächsten Start von Quayside.</translation>
    </message>
    <message>
        <source>%1 - Quayside</source>
        <translation>%1 - Quayside</translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 fehlgeschlagen: %2</translation>
    </message>
    <message>
        <source>Events, jobs and command log</source>
        <translation>Ereignisse, Aufträge und Befehlsprotokoll</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>&amp;Rückgängig: %1</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Undo %1</source>
        <translation>&amp;Rückgängig: %1</translation>
    </message>
    <message>
        <source>Nothing that can be undone has been changed in this window</source>
        <translation>In diesem Fenster wurde nichts geändert, das rückgängig gemacht werden kann</translation>
    </message>
    <message>
        <source>%1 cannot be undone</source>
        <translation>%1 kann nicht rückgängig gemacht werden</translation>
    </message>
    <message>
        <source>Take back the last change</source>
        <translation>Die letzte Änderung zurücknehmen</translation>
    </message>
    <message>
        <source>%1 cannot be undone; this is what was changed before</source>
        <translation>%1 kann nicht rückgängig gemacht werden; dies wurde davor geändert</translation>
    </message>
    <message>
        <source>Nothing has been sent yet</source>
        <translation>Noch wurde nichts gesendet</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Redo %1</source>
        <translation>&amp;Wiederholen: %1</translation>
    </message>
    <message>
        <source>Do again what was taken back</source>
        <translation>Zurückgenommenes wieder tun</translation>
    </message>
    <message>
        <source>Nothing has been taken back</source>
        <translation>Nichts wurde zurückgenommen</translation>
    </message>
    <message>
        <source>%1, Quayside</source>
        <translation>%1, Quayside</translation>
    </message>
    <message>
        <source>This window connects to no other endpoint</source>
        <translation>Dieses Fenster verbindet sich mit keinem anderen Endpunkt</translation>
    </message>
    <message>
        <source>The window shows the clusters of this computer</source>
        <translation>Das Fenster zeigt die Cluster dieses Rechners</translation>
    </message>
    <message>
        <source>This endpoint is none of Quayside&apos;s, which alone have this</source>
        <translation>Dieser Endpunkt gehört nicht zu Quayside, das allein dies hat</translation>
    </message>
</context>
<context>
    <name>quayside::ui::MapField</name>
    <message>
        <source>%1, key</source>
        <translation>%1, Schlüssel</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>%1, value</source>
        <translation>%1, Wert</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>quayside::ui::MessageArea</name>
    <message>
        <source>Copy the message</source>
        <translation>Meldung kopieren</translation>
    </message>
    <message>
        <source>%1 more need attention.</source>
        <translation>%1 weitere brauchen Aufmerksamkeit.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::MetricsTab</name>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>vCPU</source>
        <translation>vCPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>MiB</source>
        <translation>MiB</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>KiB/s</source>
        <translation>KiB/s</translation>
    </message>
    <message>
        <source>Whose use is shown</source>
        <translation>Wessen Verbrauch gezeigt wird</translation>
    </message>
    <message>
        <source>The whole task, or one of its containers</source>
        <translation>Der ganze Task oder einer seiner Container</translation>
    </message>
    <message>
        <source>used</source>
        <translation>benutzt</translation>
    </message>
    <message>
        <source>received</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Whole task</source>
        <translation>Ganzer Task</translation>
    </message>
    <message>
        <source>reserved</source>
        <translation>reserviert</translation>
    </message>
    <message>
        <source>limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>Waiting for the first sample</source>
        <translation>Auf den ersten Messwert wird gewartet</translation>
    </message>
    <message>
        <source>No task of it runs</source>
        <translation>Kein Task davon läuft</translation>
    </message>
    <message>
        <source>Too many tasks to add up: choose one of them</source>
        <translation>Zu viele Tasks zum Summieren: wählen Sie einen davon</translation>
    </message>
    <message>
        <source>%1:%2 starts</source>
        <translation>%1:%2 startet</translation>
    </message>
    <message>
        <source>task</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>tasks</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>Logs, graphs and events are at %1</source>
        <translation>Logs, Graphen und Ereignisse stehen bei %1</translation>
    </message>
    <message>
        <source>&amp;Lines</source>
        <translation>&amp;Linien</translation>
    </message>
    <message>
        <source>Show as &amp;table…</source>
        <translation>Als &amp;Tabelle zeigen …</translation>
    </message>
    <message>
        <source>&amp;Copy as table</source>
        <translation>Als Tabelle &amp;kopieren</translation>
    </message>
    <message>
        <source>Save as &amp;picture…</source>
        <translation>Als &amp;Bild speichern …</translation>
    </message>
    <message>
        <source>&amp;Save as CSV…</source>
        <translation>Als CSV &amp;speichern …</translation>
    </message>
    <message>
        <source>Go to this &amp;instant</source>
        <translation>Zu diesem &amp;Zeitpunkt</translation>
    </message>
    <message>
        <source>Same instant in &amp;logs</source>
        <translation>Derselbe Zeitpunkt in &amp;Logs</translation>
    </message>
    <message>
        <source>Same instant in &amp;events</source>
        <translation>Derselbe Zeitpunkt in &amp;Ereignissen</translation>
    </message>
    <message>
        <source>Graphs as a table</source>
        <translation>Graphen als Tabelle</translation>
    </message>
    <message>
        <source>Values of the graphs, the newest first</source>
        <translation>Werte der Graphen, die neuesten zuerst</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copied %1</source>
        <translation>%1 kopiert</translation>
    </message>
    <message>
        <source>row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>Save the graphs as a picture</source>
        <translation>Graphen als Bild speichern</translation>
    </message>
    <message>
        <source>Save the values of the graphs</source>
        <translation>Werte der Graphen speichern</translation>
    </message>
    <message>
        <source>What can be done with these graphs</source>
        <translation>Was mit diesen Graphen getan werden kann</translation>
    </message>
    <message>
        <source>Lines, table, saving</source>
        <translation>Linien, Tabelle, Speichern</translation>
    </message>
    <message>
        <source>It has no container instance</source>
        <translation>Es hat keine Container-Instanz</translation>
    </message>
    <message>
        <source>Too many container instances to add up: choose one of them</source>
        <translation>Zu viele Container-Instanzen zum Summieren: wählen Sie eine davon</translation>
    </message>
    <message>
        <source>instance</source>
        <translation>Instanz</translation>
    </message>
    <message>
        <source>instances</source>
        <translation>Instanzen</translation>
    </message>
    <message>
        <source>The task has stopped; nothing is kept of this time</source>
        <translation>Der Task ist gestoppt; aus dieser Zeit ist nichts aufbewahrt</translation>
    </message>
</context>
<context>
    <name>quayside::ui::Navigator</name>
    <message>
        <source>Navigator</source>
        <translation>Navigator</translation>
    </message>
    <message>
        <source>local</source>
        <translation>lokal</translation>
    </message>
    <message>
        <source>Installation</source>
        <translation>Installation</translation>
    </message>
    <message>
        <source>Other clusters</source>
        <translation>Andere Cluster</translation>
    </message>
    <message>
        <source>Turn to cluster %1</source>
        <translation>Zum Cluster %1 wechseln</translation>
    </message>
    <message>
        <source>No cluster yet.
Start the demo or use Docker.</source>
        <translation>Noch kein Cluster.
Demo starten oder Docker benutzen.</translation>
    </message>
    <message>
        <source>Rename this view</source>
        <translation>Diese Ansicht umbenennen</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>&amp;Zeigen</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>&amp;Umbenennen …</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>Ent&amp;fernen</translation>
    </message>
    <message>
        <source>&amp;Turn to this cluster</source>
        <translation>Zu diesem Cluster &amp;wechseln</translation>
    </message>
    <message>
        <source>Show &amp;beside this one</source>
        <translation>&amp;Neben diesem zeigen</translation>
    </message>
</context>
<context>
    <name>quayside::ui::NoteDialog</name>
    <message>
        <source>Note on %1</source>
        <translation>Notiz zu %1</translation>
    </message>
    <message>
        <source>&amp;Save note</source>
        <translation>Notiz &amp;speichern</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>&amp;Notiz</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>At most 1024 characters; only this program keeps it</source>
        <translation>Höchstens 1024 Zeichen; nur dieses Programm bewahrt sie auf</translation>
    </message>
</context>
<context>
    <name>quayside::ui::NoticeBar</name>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ObjectActions</name>
    <message>
        <source>&amp;Run task…</source>
        <translation>Task &amp;ausführen …</translation>
    </message>
    <message>
        <source>Run tasks of a task definition</source>
        <translation>Tasks einer Task-Definition ausführen</translation>
    </message>
    <message>
        <source>&amp;Stop…</source>
        <translation>&amp;Stoppen …</translation>
    </message>
    <message>
        <source>New &amp;task definition</source>
        <translation>Neue &amp;Task-Definition</translation>
    </message>
    <message>
        <source>Write a new task definition</source>
        <translation>Eine neue Task-Definition schreiben</translation>
    </message>
    <message>
        <source>New re&amp;vision</source>
        <translation>Neue Re&amp;vision</translation>
    </message>
    <message>
        <source>Write a revision that starts from this one</source>
        <translation>Eine Revision schreiben, die von dieser ausgeht</translation>
    </message>
    <message>
        <source>Edit n&amp;ote…</source>
        <translation>N&amp;otiz bearbeiten …</translation>
    </message>
    <message>
        <source>Write a note beside this revision</source>
        <translation>Eine Notiz zu dieser Revision schreiben</translation>
    </message>
    <message>
        <source>&amp;Deregister…</source>
        <translation>Abme&amp;lden …</translation>
    </message>
    <message>
        <source>Add &amp;engine…</source>
        <translation>&amp;Engine hinzufügen …</translation>
    </message>
    <message>
        <source>Add a Docker engine or a simulated one</source>
        <translation>Eine Docker-Engine oder eine simulierte hinzufügen</translation>
    </message>
    <message>
        <source>C&amp;hange engine…</source>
        <translation>Engine än&amp;dern …</translation>
    </message>
    <message>
        <source>Change how this engine is reached</source>
        <translation>Ändern, wie diese Engine erreicht wird</translation>
    </message>
    <message>
        <source>Re&amp;move engine…</source>
        <translation>Engine ent&amp;fernen …</translation>
    </message>
    <message>
        <source>&amp;Create cluster…</source>
        <translation>&amp;Cluster anlegen …</translation>
    </message>
    <message>
        <source>Create a cluster</source>
        <translation>Einen Cluster anlegen</translation>
    </message>
    <message>
        <source>De&amp;lete cluster…</source>
        <translation>Cluster &amp;löschen …</translation>
    </message>
    <message>
        <source>Dra&amp;in…</source>
        <translation>Lee&amp;ren …</translation>
    </message>
    <message>
        <source>Move the tasks of services elsewhere, after a preview</source>
        <translation>Die Tasks von Services nach einer Vorschau anderswohin bringen</translation>
    </message>
    <message>
        <source>&amp;Activate</source>
        <translation>Akti&amp;vieren</translation>
    </message>
    <message>
        <source>Place tasks on this container instance again</source>
        <translation>Wieder Tasks auf dieser Container-Instanz platzieren</translation>
    </message>
    <message>
        <source>Edit attri&amp;butes…</source>
        <translation>Attri&amp;bute bearbeiten …</translation>
    </message>
    <message>
        <source>Add, change or remove attributes</source>
        <translation>Attribute hinzufügen, ändern oder entfernen</translation>
    </message>
    <message>
        <source>Copy AR&amp;N</source>
        <translation>AR&amp;N kopieren</translation>
    </message>
    <message>
        <source>Copy the ARN of what is selected</source>
        <translation>Die ARN des Ausgewählten kopieren</translation>
    </message>
    <message>
        <source>Copy na&amp;me or id</source>
        <translation>Na&amp;me oder ID kopieren</translation>
    </message>
    <message>
        <source>Copy the name, or the whole id</source>
        <translation>Den Namen oder die ganze ID kopieren</translation>
    </message>
    <message>
        <source>There is no task definition to run: register one first</source>
        <translation>Es gibt keine Task-Definition zum Ausführen: registrieren Sie zuerst eine</translation>
    </message>
    <message>
        <source>Select tasks that have not stopped</source>
        <translation>Wählen Sie Tasks, die nicht gestoppt sind</translation>
    </message>
    <message>
        <source>Select a task definition that is not a daemon&apos;s</source>
        <translation>Wählen Sie eine Task-Definition, die keinem Daemon gehört</translation>
    </message>
    <message>
        <source>Select a task definition</source>
        <translation>Wählen Sie eine Task-Definition</translation>
    </message>
    <message>
        <source>Select a task definition that is active</source>
        <translation>Wählen Sie eine aktive Task-Definition</translation>
    </message>
    <message>
        <source>Select a Docker engine</source>
        <translation>Wählen Sie eine Docker-Engine</translation>
    </message>
    <message>
        <source>Select an engine</source>
        <translation>Wählen Sie eine Engine</translation>
    </message>
    <message>
        <source>Select a cluster</source>
        <translation>Wählen Sie einen Cluster</translation>
    </message>
    <message>
        <source>Select an active container instance</source>
        <translation>Wählen Sie eine aktive Container-Instanz</translation>
    </message>
    <message>
        <source>Select a container instance that is draining</source>
        <translation>Wählen Sie eine Container-Instanz, die geleert wird</translation>
    </message>
    <message>
        <source>Select a container instance</source>
        <translation>Wählen Sie eine Container-Instanz</translation>
    </message>
    <message>
        <source>Select something first</source>
        <translation>Wählen Sie zuerst etwas aus</translation>
    </message>
    <message>
        <source>What is selected has no ARN</source>
        <translation>Das Ausgewählte hat keine ARN</translation>
    </message>
    <message>
        <source>Deregister %1</source>
        <translation>%1 abmelden</translation>
    </message>
    <message>
        <source>Deregister %1 task definitions</source>
        <translation>%1 Task-Definitionen abmelden</translation>
    </message>
    <message>
        <source>No new task can be run with it. Tasks that run go on, and it can still be looked at.</source>
        <translation>Kein neuer Task kann damit ausgeführt werden. Laufende Tasks laufen weiter, und sie kann noch angesehen werden.</translation>
    </message>
    <message>
        <source>&amp;Deregister</source>
        <translation>Abme&amp;lden</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Behalten</translation>
    </message>
    <message>
        <source>Remove engine %1</source>
        <translation>Engine %1 entfernen</translation>
    </message>
    <message>
        <source>&amp;Remove engine</source>
        <translation>Engine &amp;entfernen</translation>
    </message>
    <message>
        <source>Delete cluster %1</source>
        <translation>Cluster %1 löschen</translation>
    </message>
    <message>
        <source>&amp;Delete cluster</source>
        <translation>Cluster &amp;löschen</translation>
    </message>
    <message>
        <source>Copied %1</source>
        <translation>%1 kopiert</translation>
    </message>
    <message>
        <source>Copied %1 lines</source>
        <translation>%1 Zeilen kopiert</translation>
    </message>
    <message>
        <source>Create &amp;service…</source>
        <translation>&amp;Service anlegen …</translation>
    </message>
    <message>
        <source>Keep tasks of a task definition running</source>
        <translation>Tasks einer Task-Definition am Laufen halten</translation>
    </message>
    <message>
        <source>&amp;Update service…</source>
        <translation>Service ä&amp;ndern …</translation>
    </message>
    <message>
        <source>Change the service, or bring a new revision</source>
        <translation>Den Service ändern oder eine neue Revision bringen</translation>
    </message>
    <message>
        <source>S&amp;cale…</source>
        <translation>S&amp;kalieren …</translation>
    </message>
    <message>
        <source>Change how many tasks it keeps running</source>
        <translation>Ändern, wie viele Tasks er laufen lässt</translation>
    </message>
    <message>
        <source>&amp;Force new deployment…</source>
        <translation>Neues &amp;Deployment erzwingen …</translation>
    </message>
    <message>
        <source>Show deplo&amp;yment</source>
        <translation>Deplo&amp;yment zeigen</translation>
    </message>
    <message>
        <source>The timeline of its tasks</source>
        <translation>Der Zeitverlauf seiner Tasks</translation>
    </message>
    <message>
        <source>Stop and roll &amp;back…</source>
        <translation>Stoppen und zurück&amp;rollen …</translation>
    </message>
    <message>
        <source>End the deployment and return to the revision before, after asking</source>
        <translation>Das Deployment nach Rückfrage beenden und zur vorigen Revision zurückkehren</translation>
    </message>
    <message>
        <source>Stop deployment &amp;here…</source>
        <translation>Deployment &amp;hier stoppen …</translation>
    </message>
    <message>
        <source>End the deployment and leave its tasks as they are, after asking</source>
        <translation>Das Deployment nach Rückfrage beenden und seine Tasks lassen, wie sie sind</translation>
    </message>
    <message>
        <source>C&amp;ontinue</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Let the deployment pass the hook at which it waits</source>
        <translation>Das Deployment am Hook, bei dem es wartet, weiterlaufen lassen</translation>
    </message>
    <message>
        <source>De&amp;lete service…</source>
        <translation>Service &amp;löschen …</translation>
    </message>
    <message>
        <source>Lo&amp;gs</source>
        <translation>Lo&amp;gs</translation>
    </message>
    <message>
        <source>What its containers write</source>
        <translation>Was seine Container schreiben</translation>
    </message>
    <message>
        <source>Open ter&amp;minal…</source>
        <translation>Ter&amp;minal öffnen …</translation>
    </message>
    <message>
        <source>Run a command in one of its containers</source>
        <translation>Einen Befehl in einem seiner Container ausführen</translation>
    </message>
    <message>
        <source>&amp;Protect for 2 h</source>
        <translation>Für 2 h s&amp;chützen</translation>
    </message>
    <message>
        <source>Neither scale-in nor a deployment stops these tasks</source>
        <translation>Weder Verkleinerung noch ein Deployment stoppt diese Tasks</translation>
    </message>
    <message>
        <source>Unprote&amp;ct</source>
        <translation>Schutz auf&amp;heben</translation>
    </message>
    <message>
        <source>Scale-in and deployments may stop these tasks again</source>
        <translation>Verkleinerung und Deployments dürfen diese Tasks wieder stoppen</translation>
    </message>
    <message>
        <source>Select a service or a deployment</source>
        <translation>Wählen Sie einen Service oder ein Deployment</translation>
    </message>
    <message>
        <source>The deployment of a daemon ends by itself, or with the next one</source>
        <translation>Das Deployment eines Daemons endet von selbst oder mit dem nächsten</translation>
    </message>
    <message>
        <source>The deployment is over</source>
        <translation>Das Deployment ist vorbei</translation>
    </message>
    <message>
        <source>Select an active service</source>
        <translation>Wählen Sie einen aktiven Service</translation>
    </message>
    <message>
        <source>There is no task definition for it: register one first</source>
        <translation>Es gibt dafür keine Task-Definition: registrieren Sie zuerst eine</translation>
    </message>
    <message>
        <source>A daemon is changed by UpdateDaemon of the API</source>
        <translation>Ein Daemon wird mit UpdateDaemon der API geändert</translation>
    </message>
    <message>
        <source>A daemon runs once on each instance</source>
        <translation>Ein Daemon läuft einmal auf jeder Instanz</translation>
    </message>
    <message>
        <source>Select a service that has been deployed</source>
        <translation>Wählen Sie einen Service, der ein Deployment hatte</translation>
    </message>
    <message>
        <source>There is no revision before this one</source>
        <translation>Vor dieser gibt es keine Revision</translation>
    </message>
    <message>
        <source>It does not wait for anybody</source>
        <translation>Es wartet auf niemanden</translation>
    </message>
    <message>
        <source>Select tasks of a service</source>
        <translation>Wählen Sie Tasks eines Service</translation>
    </message>
    <message>
        <source>Select tasks that are protected</source>
        <translation>Wählen Sie geschützte Tasks</translation>
    </message>
    <message>
        <source>Select a task or a service</source>
        <translation>Wählen Sie einen Task oder Service</translation>
    </message>
    <message>
        <source>%1: %2, min %3 %, max %4 %</source>
        <translation>%1: %2, Min %3 %, Max %4 %</translation>
    </message>
    <message>
        <source>Deploy %1 anew</source>
        <translation>%1 neu deployen</translation>
    </message>
    <message>
        <source>Deploy %1 services anew</source>
        <translation>%1 Services neu deployen</translation>
    </message>
    <message>
        <source>All tasks are replaced by new ones of the same revision; image tags are looked up again.</source>
        <translation>Alle Tasks werden durch neue derselben Revision ersetzt; Image-Tags werden neu nachgeschlagen.</translation>
    </message>
    <message>
        <source>&amp;Deploy</source>
        <translation>&amp;Deployen</translation>
    </message>
    <message>
        <source>Roll %1 back to %2</source>
        <translation>%1 auf %2 zurückrollen</translation>
    </message>
    <message>
        <source>Stop the deployment of %1</source>
        <translation>Das Deployment von %1 stoppen</translation>
    </message>
    <message>
        <source>Nothing of %1 runs yet; tasks of %2 take its place.</source>
        <translation>Von %1 läuft noch nichts; Tasks von %2 treten an die Stelle.</translation>
    </message>
    <message>
        <source>%1 of %2 are stopped as tasks of %3 take their place.</source>
        <translation>%1 von %2 werden gestoppt, während Tasks von %3 an ihre Stelle treten.</translation>
    </message>
    <message>
        <source>%1 of %2 stay as they are, and nothing more is replaced.</source>
        <translation>%1 von %2 bleiben, wie sie sind; nichts wird weiter ersetzt.</translation>
    </message>
    <message>
        <source>&amp;Roll back to %1</source>
        <translation>Auf %1 zurück&amp;rollen</translation>
    </message>
    <message>
        <source>&amp;Stop here</source>
        <translation>&amp;Hier stoppen</translation>
    </message>
    <message>
        <source>&amp;Keep deploying</source>
        <translation>&amp;Weiter deployen</translation>
    </message>
    <message>
        <source>Delete service %1</source>
        <translation>Service %1 löschen</translation>
    </message>
    <message>
        <source>Delete %1 services</source>
        <translation>%1 Services löschen</translation>
    </message>
    <message>
        <source>No task of it runs. Its events and deployments are forgotten; its task definitions stay.</source>
        <translation>Kein Task davon läuft. Seine Ereignisse und Deployments werden vergessen; seine Task-Definitionen bleiben.</translation>
    </message>
    <message>
        <source>&amp;Delete service</source>
        <translation>Service &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Delete services</source>
        <translation>Services &amp;löschen</translation>
    </message>
    <message>
        <source>Select one task</source>
        <translation>Wählen Sie einen Task</translation>
    </message>
    <message>
        <source>task</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>tasks</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>%1 could not be changed: %2</source>
        <translation>%1 nicht geändert: %2</translation>
    </message>
    <message>
        <source>&amp;Files</source>
        <translation>&amp;Dateien</translation>
    </message>
    <message>
        <source>Look at the files of its containers, and copy some</source>
        <translation>Die Dateien seiner Container ansehen und kopieren</translation>
    </message>
    <message>
        <source>None of the task&apos;s containers has been created</source>
        <translation>Keiner der Container des Tasks ist angelegt</translation>
    </message>
    <message>
        <source>Stop the selected tasks, after asking; it cannot be undone</source>
        <translation>Ausgewählte Tasks nach Rückfrage stoppen; nicht rückgängig zu machen</translation>
    </message>
    <message>
        <source>&amp;Import task definition…</source>
        <translation>Task-Definition &amp;importieren …</translation>
    </message>
    <message>
        <source>Start from a compose file, a docker run line, JSON or another revision</source>
        <translation>Von einer Compose-Datei, docker-run-Zeile, JSON oder anderen Revision ausgehen</translation>
    </message>
    <message>
        <source>Make this revision inactive, after asking; it cannot be undone</source>
        <translation>Diese Revision nach Rückfrage inaktiv machen; nicht rückgängig zu machen</translation>
    </message>
    <message>
        <source>Forget this engine, after asking; it cannot be undone</source>
        <translation>Diese Engine nach Rückfrage vergessen; nicht rückgängig zu machen</translation>
    </message>
    <message>
        <source>Delete this cluster, after asking; it cannot be undone</source>
        <translation>Diesen Cluster nach Rückfrage löschen; nicht rückgängig zu machen</translation>
    </message>
    <message>
        <source>&amp;What if…</source>
        <translation>&amp;Was wäre, wenn …</translation>
    </message>
    <message>
        <source>What becomes of the tasks of a zone or a container instance that is lost</source>
        <translation>Was aus den Tasks einer verlorenen Zone oder Container-Instanz wird</translation>
    </message>
    <message>
        <source>This cluster has no container instance that could be lost</source>
        <translation>Dieser Cluster hat keine Container-Instanz, die verloren gehen könnte</translation>
    </message>
    <message>
        <source>service</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>services</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>container instance</source>
        <translation>Container-Instanz</translation>
    </message>
    <message>
        <source>container instances</source>
        <translation>Container-Instanzen</translation>
    </message>
    <message>
        <source>In it are %1. It is refused while there are any. It cannot be undone.</source>
        <translation>Darin sind %1. Es wird verweigert, solange es welche gibt. Es kann nicht rückgängig gemacht werden.</translation>
    </message>
    <message>
        <source>Activate %1 container instances</source>
        <translation>%1 Container-Instanzen aktivieren</translation>
    </message>
    <message>
        <source>Replace all tasks by new ones of the same revision, after asking; it cannot be undone</source>
        <translation>Nach Rückfrage alle Tasks durch neue derselben Revision ersetzen; nicht rückgängig zu machen</translation>
    </message>
    <message>
        <source>Delete the service and stop its tasks, after asking; it cannot be undone</source>
        <translation>Den Service nach Rückfrage löschen und seine Tasks stoppen; nicht rückgängig zu machen</translation>
    </message>
    <message>
        <source>E&amp;xplain</source>
        <translation>&amp;Erklären</translation>
    </message>
    <message>
        <source>Why it is not steady, and why it is placed as it is</source>
        <translation>Warum es nicht stabil ist und warum es so platziert ist</translation>
    </message>
    <message>
        <source>Select one service, task or container instance</source>
        <translation>Wählen Sie genau einen Service, Task oder eine Container-Instanz</translation>
    </message>
    <message>
        <source>It cannot be undone.</source>
        <translation>Es kann nicht rückgängig gemacht werden.</translation>
    </message>
    <message>
        <source>Protect %1</source>
        <translation>%1 schützen</translation>
    </message>
    <message>
        <source>Unprotect %1</source>
        <translation>Schutz von %1 aufheben</translation>
    </message>
    <message>
        <source>This can be undone.</source>
        <translation>Das kann rückgängig gemacht werden.</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Fortfahren</translation>
    </message>
    <message>
        <source>&amp;Keep as it is</source>
        <translation>&amp;So lassen</translation>
    </message>
    <message numerus="yes">
        <source>Its container instances leave their clusters. %n tasks run on it.</source>
        <translation>
            <numerusform>Ihre Container-Instanzen verlassen ihre Cluster. %n Task läuft darauf.</numerusform>
            <numerusform>Ihre Container-Instanzen verlassen ihre Cluster. %n Tasks laufen darauf.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n tasks stop</source>
        <translation>
            <numerusform>%1: %n Task stoppt</numerusform>
            <numerusform>%1: %n Tasks stoppen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tasks stop and no replacement starts. Its task definitions stay.</source>
        <translation>
            <numerusform>%n Task stoppt, und kein Ersatz startet. Seine Task-Definitionen bleiben.</numerusform>
            <numerusform>%n Tasks stoppen, und kein Ersatz startet. Seine Task-Definitionen bleiben.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quayside::ui::OverviewPage</name>
    <message>
        <source>Needs attention</source>
        <translation>Braucht Aufmerksamkeit</translation>
    </message>
    <message>
        <source>Deployments</source>
        <translation>Deployments</translation>
    </message>
    <message>
        <source>Capacity by zone</source>
        <translation>Kapazität nach Zonen</translation>
    </message>
    <message>
        <source>Last events</source>
        <translation>Letzte Ereignisse</translation>
    </message>
    <message>
        <source>Nothing needs attention.</source>
        <translation>Nichts braucht Aufmerksamkeit.</translation>
    </message>
    <message>
        <source>No service has been deployed yet.</source>
        <translation>Noch kein Service hatte ein Deployment.</translation>
    </message>
    <message>
        <source>This cluster has no container instance.</source>
        <translation>Dieser Cluster hat keine Container-Instanz.</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>Noch ist nichts geschehen.</translation>
    </message>
    <message>
        <source>%1 unsteady</source>
        <translation>%1 instabil</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>%1 pending</source>
        <translation>%1 ausstehend</translation>
    </message>
    <message>
        <source>Tasks running</source>
        <translation>Laufende Tasks</translation>
    </message>
    <message>
        <source>%1 draining</source>
        <translation>%1 werden beendet</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>Instanzen</translation>
    </message>
    <message>
        <source>CPU reserved</source>
        <translation>CPU reserviert</translation>
    </message>
    <message>
        <source>Memory reserved</source>
        <translation>Speicher reserviert</translation>
    </message>
    <message>
        <source>%1 not connected</source>
        <translation>%1 nicht verbunden</translation>
    </message>
    <message>
        <source>Engines</source>
        <translation>Engines</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Show warnings and errors only</source>
        <translation>Nur Warnungen und Fehler zeigen</translation>
    </message>
    <message>
        <source>Show what services did only, deployments among it</source>
        <translation>Nur zeigen, was Services getan haben, darunter Deployments</translation>
    </message>
</context>
<context>
    <name>quayside::ui::Palette</name>
    <message>
        <source>Scale %1 to</source>
        <translation>%1 skalieren auf</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>how many tasks</source>
        <translation>wie viele Tasks</translation>
    </message>
    <message>
        <source>A number of tasks from 0 to %1</source>
        <translation>Eine Anzahl von Tasks von 0 bis %1</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>Container instance</source>
        <translation>Container-Instanz</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Task definition</source>
        <translation>Task-Definition</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>Capacity provider</source>
        <translation>Capacity-Provider</translation>
    </message>
</context>
<context>
    <name>quayside::ui::PaneTitle</name>
    <message>
        <source>Hide %1</source>
        <translation>%1 ausblenden</translation>
    </message>
</context>
<context>
    <name>quayside::ui::PasteField</name>
    <message>
        <source>The file has more than 1 MiB: no task definition has.</source>
        <translation>Die Datei hat mehr als 1 MiB: so groß ist keine Task-Definition.</translation>
    </message>
    <message>
        <source>The file is no text.</source>
        <translation>Die Datei ist kein Text.</translation>
    </message>
    <message>
        <source>What to import</source>
        <translation>Was importiert wird</translation>
    </message>
    <message>
        <source>Paste a compose file, a docker run line or JSON, or drop a file here</source>
        <translation>Compose-Datei, docker-run-Zeile oder JSON einfügen oder eine Datei ablegen</translation>
    </message>
    <message>
        <source>The text has more than 1 MiB: no task definition has.</source>
        <translation>Der Text hat mehr als 1 MiB: so groß ist keine Task-Definition.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::PendingStrip</name>
    <message>
        <source>Pending changes</source>
        <translation>Anstehende Änderungen</translation>
    </message>
    <message>
        <source>&amp;Preview plan</source>
        <translation>&amp;Vorschau</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>&amp;Anwenden</translation>
    </message>
    <message>
        <source>Ask for all of them (Ctrl+Enter)</source>
        <translation>Alle verlangen (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>Ver&amp;werfen</translation>
    </message>
    <message>
        <source>1 pending change</source>
        <translation>1 anstehende Änderung</translation>
    </message>
    <message>
        <source>%1 pending changes</source>
        <translation>%1 anstehende Änderungen</translation>
    </message>
</context>
<context>
    <name>quayside::ui::PipelineStrip</name>
    <message>
        <source>How many container instances are left after each rule</source>
        <translation>Wie viele Container-Instanzen nach jeder Regel übrig sind</translation>
    </message>
</context>
<context>
    <name>quayside::ui::PlacementPreview</name>
    <message>
        <source>Where the tasks would go</source>
        <translation>Wohin die Tasks kämen</translation>
    </message>
    <message>
        <source>Choose a task definition to see where its tasks would go.</source>
        <translation>Wählen Sie eine Task-Definition, um zu sehen, wohin ihre Tasks kämen.</translation>
    </message>
    <message>
        <source>No task is asked for, so none has to be placed.</source>
        <translation>Es ist kein Task verlangt; keiner muss platziert werden.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::PlanDialog</name>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Starts 1 task</source>
        <translation>Startet 1 Task</translation>
    </message>
    <message>
        <source>Starts %1 tasks</source>
        <translation>Startet %1 Tasks</translation>
    </message>
    <message>
        <source>Stops 1 task</source>
        <translation>Stoppt 1 Task</translation>
    </message>
    <message>
        <source>Stops %1 tasks</source>
        <translation>Stoppt %1 Tasks</translation>
    </message>
    <message>
        <source>Asking what the API says to them…</source>
        <translation>Die API wird gefragt, was sie dazu sagt …</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>&amp;Anwenden</translation>
    </message>
    <message>
        <source>What these changes do</source>
        <translation>Was diese Änderungen tun</translation>
    </message>
    <message>
        <source>Pending changes</source>
        <translation>Anstehende Änderungen</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>All of them would be accepted. Nothing has been changed yet.</source>
        <translation>Alle würden angenommen. Noch ist nichts geändert.</translation>
    </message>
    <message>
        <source>1 of them would be refused. Nothing has been changed yet.</source>
        <translation>1 davon würde verweigert. Noch ist nichts geändert.</translation>
    </message>
    <message>
        <source>%1 of them would be refused. Nothing has been changed yet.</source>
        <translation>%1 davon würden verweigert. Noch ist nichts geändert.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ProblemList</name>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ProgressView</name>
    <message>
        <source>Reading the state</source>
        <translation>Der Zustand wird gelesen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>How much of the state has been read</source>
        <translation>Wie viel vom Zustand gelesen ist</translation>
    </message>
    <message>
        <source>Reading the state: %1 of %2 records</source>
        <translation>Der Zustand wird gelesen: %1 von %2 Datensätzen</translation>
    </message>
</context>
<context>
    <name>quayside::ui::Protection</name>
    <message>
        <source>&amp;Read-only</source>
        <translation>&amp;Nur lesend</translation>
    </message>
    <message>
        <source>&amp;Protect this cluster</source>
        <translation>Diesen Cluster s&amp;chützen</translation>
    </message>
    <message>
        <source>&amp;Lock again</source>
        <translation>Wieder &amp;sperren</translation>
    </message>
    <message>
        <source>Let nothing be changed from this window (Ctrl+Shift+R)</source>
        <translation>Von diesem Fenster aus nichts ändern lassen (Strg+Umschalt+R)</translation>
    </message>
    <message>
        <source>&amp;Unlock for %1 minutes</source>
        <translation>Für %1 Minuten &amp;entsperren</translation>
    </message>
    <message>
        <source>There is no cluster</source>
        <translation>Es gibt keinen Cluster</translation>
    </message>
    <message>
        <source>It starts read-only; its name has to be typed to end that</source>
        <translation>Er startet nur lesend; um das zu beenden, muss sein Name eingegeben werden</translation>
    </message>
    <message>
        <source>Let it start read-only, until it is unlocked for a while</source>
        <translation>Nur lesend starten lassen, bis er für eine Weile entsperrt wird</translation>
    </message>
    <message>
        <source>Let it be changed from this window for a while</source>
        <translation>Für eine Weile von diesem Fenster aus ändern lassen</translation>
    </message>
    <message>
        <source>The cluster is not protected</source>
        <translation>Der Cluster ist nicht geschützt</translation>
    </message>
    <message>
        <source>Let nothing be changed in it any more</source>
        <translation>Nichts mehr darin ändern lassen</translation>
    </message>
    <message>
        <source>It is not unlocked</source>
        <translation>Er ist nicht entsperrt</translation>
    </message>
</context>
<context>
    <name>quayside::ui::PullImageDialog</name>
    <message>
        <source>Pull image</source>
        <translation>Image laden</translation>
    </message>
    <message>
        <source>&amp;Pull image</source>
        <translation>Image &amp;laden</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>&amp;Image</source>
        <translation>&amp;Image</translation>
    </message>
    <message>
        <source>&amp;Engine</source>
        <translation>&amp;Engine</translation>
    </message>
    <message>
        <source>No engine is connected to pull it to.</source>
        <translation>Keine Engine ist verbunden, auf die geladen werden kann.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::PushToRepositoryDialog</name>
    <message>
        <source>Push an image to %1</source>
        <translation>Ein Image nach %1 hochladen</translation>
    </message>
    <message>
        <source>&amp;Push image</source>
        <translation>Image &amp;hochladen</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>&amp;Image</source>
        <translation>&amp;Image</translation>
    </message>
    <message>
        <source>&amp;Tag</source>
        <translation>&amp;Tag</translation>
    </message>
    <message>
        <source>It gets a name beside those that it has. Engines elsewhere, over tcp or ssh, cannot reach the registry of this machine.</source>
        <translation>Es bekommt einen Namen neben denen, die es hat. Entfernte Engines, über tcp oder ssh, erreichen die Registry dieses Rechners nicht.</translation>
    </message>
    <message>
        <source>No engine of this machine has an image with a name.</source>
        <translation>Keine Engine dieses Rechners hat ein benanntes Image.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::RecordsTab</name>
    <message>
        <source>Events of what is selected</source>
        <translation>Ereignisse des Ausgewählten</translation>
    </message>
    <message>
        <source>No event is known of it.</source>
        <translation>Es ist kein Ereignis bekannt.</translation>
    </message>
    <message>
        <source>Tasks of what is selected</source>
        <translation>Tasks des Ausgewählten</translation>
    </message>
    <message>
        <source>The service has no task.</source>
        <translation>Der Service hat keinen Task.</translation>
    </message>
    <message>
        <source>No task has been placed here.</source>
        <translation>Hier wurde kein Task platziert.</translation>
    </message>
    <message>
        <source>Deployments of this service</source>
        <translation>Deployments dieses Service</translation>
    </message>
    <message>
        <source>It has not been deployed yet.</source>
        <translation>Es gab noch kein Deployment.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::RegistryLoginsDialog</name>
    <message>
        <source>Registry logins</source>
        <translation>Registry-Anmeldungen</translation>
    </message>
    <message>
        <source>&amp;Save login</source>
        <translation>Anmeldung &amp;speichern</translation>
    </message>
    <message>
        <source>Re&amp;move login</source>
        <translation>Anmeldung ent&amp;fernen</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>Registry</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>docker.io, or host:port</source>
        <translation>docker.io, oder host:port</translation>
    </message>
    <message>
        <source>or an access token</source>
        <translation>oder ein Zugriffstoken</translation>
    </message>
    <message>
        <source>&amp;Registry</source>
        <translation>&amp;Registry</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>&amp;Benutzer</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>Kept encrypted in the state directory, beside the key to it: whoever reads all of that directory can read them.</source>
        <translation>Verschlüsselt im Zustandsverzeichnis aufbewahrt, neben dem Schlüssel dazu: wer das ganze Verzeichnis lesen kann, kann auch sie lesen.</translation>
    </message>
    <message>
        <source>%1 as %2</source>
        <translation>%1 als %2</translation>
    </message>
    <message>
        <source>No login is kept: registries are asked as nobody in particular.</source>
        <translation>Keine Anmeldung ist aufbewahrt: Registries werden ohne Namen gefragt.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::RepositoriesPane</name>
    <message>
        <source>Repositories</source>
        <translation>Repositories</translation>
    </message>
    <message>
        <source>More for repositories</source>
        <translation>Mehr für Repositories</translation>
    </message>
    <message>
        <source>Copy the URI, delete</source>
        <translation>URI kopieren, löschen</translation>
    </message>
    <message>
        <source>The registry is being asked for its repositories.</source>
        <translation>Die Registry wird nach ihren Repositories gefragt.</translation>
    </message>
    <message>
        <source>Create a repository</source>
        <translation>Ein Repository anlegen</translation>
    </message>
    <message>
        <source>There are no repositories yet. The registry of this machine starts with the first one.</source>
        <translation>Noch gibt es keine Repositories. Die Registry dieses Rechners startet mit dem ersten.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::RepositoryActions</name>
    <message>
        <source>&amp;Create repository…</source>
        <translation>Repository &amp;anlegen …</translation>
    </message>
    <message>
        <source>Make a place to push images to</source>
        <translation>Einen Ort anlegen, an den Images hochgeladen werden</translation>
    </message>
    <message>
        <source>&amp;Push image…</source>
        <translation>Image &amp;hochladen …</translation>
    </message>
    <message>
        <source>Send an image of an engine to it</source>
        <translation>Ein Image einer Engine dorthin senden</translation>
    </message>
    <message>
        <source>Copy &amp;URI</source>
        <translation>&amp;URI kopieren</translation>
    </message>
    <message>
        <source>Copy by what engines and task definitions name it</source>
        <translation>Kopieren, wie Engines und Task-Definitionen es nennen</translation>
    </message>
    <message>
        <source>&amp;Delete images…</source>
        <translation>Images &amp;löschen …</translation>
    </message>
    <message>
        <source>Delete these tags, and images with their last tag</source>
        <translation>Diese Tags löschen, und Images mit ihrem letzten Tag</translation>
    </message>
    <message>
        <source>Delete &amp;repository…</source>
        <translation>&amp;Repository löschen …</translation>
    </message>
    <message>
        <source>Delete it with all its images</source>
        <translation>Mit allen seinen Images löschen</translation>
    </message>
    <message>
        <source>nothing is selected</source>
        <translation>nichts ist ausgewählt</translation>
    </message>
    <message>
        <source>several repositories are selected</source>
        <translation>mehrere Repositories sind ausgewählt</translation>
    </message>
    <message>
        <source>the repository has no images</source>
        <translation>das Repository hat keine Images</translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation>%1 Images</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>Nobody can pull it by that name any more. An image goes with its last tag; engines that have it keep it.</source>
        <translation>Niemand kann es mehr unter diesem Namen laden. Ein Image verschwindet mit seinem letzten Tag; Engines, die es haben, behalten es.</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Behalten</translation>
    </message>
    <message>
        <source>It has no images.</source>
        <translation>Es hat keine Images.</translation>
    </message>
    <message>
        <source>Its images go with it: nobody can pull them any more. Engines that have them keep them.</source>
        <translation>Seine Images verschwinden mit ihm: niemand kann sie mehr laden. Engines, die sie haben, behalten sie.</translation>
    </message>
    <message>
        <source>Delete repository %1</source>
        <translation>Repository %1 löschen</translation>
    </message>
    <message>
        <source>&amp;Delete repository</source>
        <translation>Repository &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Keep repository</source>
        <translation>Repository &amp;behalten</translation>
    </message>
</context>
<context>
    <name>quayside::ui::RevisionsDialog</name>
    <message>
        <source>Compare %1:%2 and %3:%4</source>
        <translation>%1:%2 und %3:%4 vergleichen</translation>
    </message>
</context>
<context>
    <name>quayside::ui::RolesDialog</name>
    <message>
        <source>AWS, by the profile %1</source>
        <translation>AWS, über das Profil %1</translation>
    </message>
    <message>
        <source>All of ECS</source>
        <translation>Ganz ECS</translation>
    </message>
    <message>
        <source>Reading ECS</source>
        <translation>ECS lesen</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>definition</source>
        <translation>Definition</translation>
    </message>
    <message>
        <source>definitions</source>
        <translation>Definitionen</translation>
    </message>
    <message>
        <source>running task</source>
        <translation>laufender Task</translation>
    </message>
    <message>
        <source>running tasks</source>
        <translation>laufende Tasks</translation>
    </message>
    <message>
        <source>No task definition names %1.</source>
        <translation>Keine Task-Definition nennt %1.</translation>
    </message>
    <message>
        <source>Named by %1 and %2 more.</source>
        <translation>Genannt von %1 und %2 weiteren.</translation>
    </message>
    <message>
        <source>Named by %1.</source>
        <translation>Genannt von %1.</translation>
    </message>
    <message>
        <source>Roles of tasks</source>
        <translation>Rollen von Tasks</translation>
    </message>
    <message>
        <source>&amp;Set role</source>
        <translation>Rolle &amp;setzen</translation>
    </message>
    <message>
        <source>A definition names one as taskRoleArn. Programs in its tasks then find credentials of that role, which end with the task; the account of the ARN does not matter here. What a role allows is enforced where the API is served with --signatures strict.</source>
        <translation>Eine Definition nennt eine als taskRoleArn. Programme in ihren Tasks finden dann Zugangsdaten dieser Rolle, die mit dem Task enden; das Konto der ARN ist hier gleichgültig. Was eine Rolle erlaubt, wird durchgesetzt, wo die API mit --signatures strict angeboten wird.</translation>
    </message>
    <message>
        <source>Tasks find no credentials at present: %1</source>
        <translation>Tasks finden derzeit keine Zugangsdaten: %1</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Good for</source>
        <translation>Gut für</translation>
    </message>
    <message>
        <source>Named by</source>
        <translation>Genannt von</translation>
    </message>
    <message>
        <source>There is no role yet. Name one below, and say what it is good for.</source>
        <translation>Noch gibt es keine Rolle. Benennen Sie unten eine und sagen Sie, wofür sie gut ist.</translation>
    </message>
    <message>
        <source>&amp;Make a role for all of ECS the first time a task names one that is not here</source>
        <translation>Eine Rolle für ganz ECS an&amp;legen, wenn ein Task zum ersten Mal eine nennt, die es hier nicht gibt</translation>
    </message>
    <message>
        <source>Otherwise such a task does not start</source>
        <translation>Sonst startet ein solcher Task nicht</translation>
    </message>
    <message>
        <source>&amp;Copy ARN</source>
        <translation>ARN &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen …</translation>
    </message>
    <message>
        <source>the last part of the ARN</source>
        <translation>der letzte Teil der ARN</translation>
    </message>
    <message>
        <source>These actions</source>
        <translation>Diese Aktionen</translation>
    </message>
    <message>
        <source>ecs:Describe* ecs:RunTask quayside:ListEvents; nothing allows nothing</source>
        <translation>ecs:Describe* ecs:RunTask quayside:ListEvents; nichts erlaubt nichts</translation>
    </message>
    <message>
        <source>Give its tasks the credentials of my AWS &amp;profile:</source>
        <translation>Ihren Tasks die Zugangsdaten meines AWS-&amp;Profils geben:</translation>
    </message>
    <message>
        <source>Whoever can run a task with this role can then do what the profile can</source>
        <translation>Wer einen Task mit dieser Rolle ausführen kann, kann dann, was das Profil kann</translation>
    </message>
    <message>
        <source>its name in ~/.aws/config or ~/.aws/credentials</source>
        <translation>sein Name in ~/.aws/config oder ~/.aws/credentials</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>D&amp;escription</source>
        <translation>B&amp;eschreibung</translation>
    </message>
    <message>
        <source>&amp;Good for</source>
        <translation>&amp;Gut für</translation>
    </message>
    <message>
        <source>&amp;Actions</source>
        <translation>&amp;Aktionen</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>AWS profile</source>
        <translation>AWS-Profil</translation>
    </message>
    <message>
        <source>Delete role</source>
        <translation>Rolle löschen</translation>
    </message>
    <message>
        <source>The credentials of tasks that have it are good for nothing from then on.</source>
        <translation>Die Zugangsdaten von Tasks, die sie haben, sind von da an zu nichts mehr gut.</translation>
    </message>
    <message>
        <source>&amp;Delete role</source>
        <translation>Rolle &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation>&amp;Behalten</translation>
    </message>
    <message>
        <source>A role needs a name.</source>
        <translation>Eine Rolle braucht einen Namen.</translation>
    </message>
    <message>
        <source>Say which profile.</source>
        <translation>Nennen Sie das Profil.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::RolloutChart</name>
    <message>
        <source>Tasks over time</source>
        <translation>Tasks im Zeitverlauf</translation>
    </message>
    <message>
        <source>No task of it is known</source>
        <translation>Es ist kein Task bekannt</translation>
    </message>
    <message>
        <source>%1 old and %2 new tasks run, %3 new ones are pending, %4 drain; desired %5, at least %6, at most %7</source>
        <translation>%1 alte und %2 neue Tasks laufen, %3 neue stehen aus, %4 werden beendet; Soll %5, mindestens %6, höchstens %7</translation>
    </message>
    <message>
        <source>desired %1</source>
        <translation>Soll %1</translation>
    </message>
    <message>
        <source>max %1 (%2 %)</source>
        <translation>Max %1 (%2 %)</translation>
    </message>
    <message>
        <source>min %1 (%2 %)</source>
        <translation>Min %1 (%2 %)</translation>
    </message>
    <message>
        <source>desired and min %1</source>
        <translation>Soll und Min %1</translation>
    </message>
    <message>
        <source>expected %1</source>
        <translation>erwartet %1</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>old, %1</source>
        <translation>alte, %1</translation>
    </message>
</context>
<context>
    <name>quayside::ui::RolloutLegend</name>
    <message>
        <source>old running</source>
        <translation>alte, laufend</translation>
    </message>
    <message>
        <source>new running</source>
        <translation>neue, laufend</translation>
    </message>
    <message>
        <source>new pending</source>
        <translation>neue, ausstehend</translation>
    </message>
    <message>
        <source>draining</source>
        <translation>endet</translation>
    </message>
    <message>
        <source>What the areas mean: %1</source>
        <translation>Was die Flächen bedeuten: %1</translation>
    </message>
</context>
<context>
    <name>quayside::ui::RowsField</name>
    <message>
        <source>Add to %1</source>
        <translation>Zu %1 hinzufügen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Remove this row</source>
        <translation>Diese Zeile entfernen</translation>
    </message>
</context>
<context>
    <name>quayside::ui::RunTaskDialog</name>
    <message>
        <source>Run task</source>
        <translation>Task ausführen</translation>
    </message>
    <message>
        <source>&amp;Run task</source>
        <translation>Task &amp;ausführen</translation>
    </message>
    <message>
        <source>Placement strategy</source>
        <translation>Platzierungsstrategie</translation>
    </message>
    <message>
        <source>Placement constraints</source>
        <translation>Platzierungsbedingungen</translation>
    </message>
    <message>
        <source>Overrides</source>
        <translation>Abweichungen</translation>
    </message>
    <message>
        <source>Task definition</source>
        <translation>Task-Definition</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>&amp;Task definition</source>
        <translation>&amp;Task-Definition</translation>
    </message>
    <message>
        <source>Cou&amp;nt</source>
        <translation>A&amp;nzahl</translation>
    </message>
    <message>
        <source>&amp;Cluster</source>
        <translation>&amp;Cluster</translation>
    </message>
    <message>
        <source>&amp;Where</source>
        <translation>&amp;Wo</translation>
    </message>
    <message>
        <source>No task definition is registered yet. Register one first.</source>
        <translation>Noch ist keine Task-Definition registriert. Registrieren Sie zuerst eine.</translation>
    </message>
    <message>
        <source>Wherever it fits</source>
        <translation>Wo er hinpasst</translation>
    </message>
    <message>
        <source>On %1</source>
        <translation>Auf %1</translation>
    </message>
    <message>
        <source>Choose a task definition.</source>
        <translation>Wählen Sie eine Task-Definition.</translation>
    </message>
    <message>
        <source>No task was started: %1.</source>
        <translation>Kein Task wurde gestartet: %1.</translation>
    </message>
    <message>
        <source>%1 of %2 tasks were started; for the others: %3.</source>
        <translation>%1 von %2 Tasks wurden gestartet; für die anderen gilt: %3.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::SavedViewDialog</name>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
</context>
<context>
    <name>quayside::ui::SavedViews</name>
    <message>
        <source>A name is needed</source>
        <translation>Ein Name ist nötig</translation>
    </message>
    <message>
        <source>A name has at most %1 characters</source>
        <translation>Ein Name hat höchstens %1 Zeichen</translation>
    </message>
    <message>
        <source>There is a view of this name already</source>
        <translation>Eine Ansicht dieses Namens gibt es schon</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ScaleDialog</name>
    <message>
        <source>Scale %1</source>
        <translation>%1 skalieren</translation>
    </message>
    <message>
        <source>Scale %1 services</source>
        <translation>%1 Services skalieren</translation>
    </message>
    <message>
        <source>&amp;Scale</source>
        <translation>&amp;Skalieren</translation>
    </message>
    <message>
        <source>Desired tasks</source>
        <translation>Soll-Tasks</translation>
    </message>
    <message>
        <source>&amp;Desired tasks</source>
        <translation>Soll-&amp;Tasks</translation>
    </message>
    <message numerus="yes">
        <source>%n tasks are started</source>
        <translation>
            <numerusform>%n Task wird gestartet</numerusform>
            <numerusform>%n Tasks werden gestartet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tasks are stopped</source>
        <translation>
            <numerusform>%n Task wird gestoppt</numerusform>
            <numerusform>%n Tasks werden gestoppt</numerusform>
        </translation>
    </message>
    <message>
        <source>As it is now.</source>
        <translation>So, wie es jetzt ist.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::SearchButton</name>
    <message>
        <source>Search or run a command</source>
        <translation>Suchen, ausführen</translation>
    </message>
</context>
<context>
    <name>quayside::ui::SecretsDialog</name>
    <message>
        <source>SSM parameter</source>
        <translation>SSM-Parameter</translation>
    </message>
    <message>
        <source>Secrets Manager</source>
        <translation>Secrets Manager</translation>
    </message>
    <message>
        <source>Secrets</source>
        <translation>Secrets</translation>
    </message>
    <message>
        <source>&amp;Set secret</source>
        <translation>Secret &amp;setzen</translation>
    </message>
    <message>
        <source>Containers get them as variables, by the name or ARN that secrets of their definition give in valueFrom. They are kept on this machine, in a sealed file; nothing shows a value again. A running container has what it was started with, and who may inspect it on its engine can read that.</source>
        <translation>Container bekommen sie als Variablen, über den Namen oder die ARN, die secrets ihrer Definition in valueFrom nennen. Sie werden auf diesem Rechner in einer versiegelten Datei aufbewahrt; ein Wert wird nie wieder gezeigt. Ein laufender Container hat, womit er gestartet wurde, und wer ihn auf seiner Engine ansehen darf, kann es lesen.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>There is no secret yet. Name one below, and give its value.</source>
        <translation>Noch gibt es kein Secret. Benennen Sie unten eines und geben Sie seinen Wert an.</translation>
    </message>
    <message>
        <source>&amp;Copy ARN</source>
        <translation>ARN &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen …</translation>
    </message>
    <message>
        <source>prod/db, or /prod/db-password of a parameter</source>
        <translation>prod/db, oder /prod/db-password für einen Parameter</translation>
    </message>
    <message>
        <source>not shown again once it is set</source>
        <translation>wird nach dem Setzen nicht wieder gezeigt</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>&amp;Art</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Value</source>
        <translation>&amp;Wert</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Delete secret</source>
        <translation>Secret löschen</translation>
    </message>
    <message>
        <source>Tasks that name it cannot start any more. Those that run keep the value that they were given.</source>
        <translation>Tasks, die es nennen, können nicht mehr starten. Laufende behalten den Wert, den sie bekommen haben.</translation>
    </message>
    <message>
        <source>&amp;Delete secret</source>
        <translation>Secret &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation>&amp;Behalten</translation>
    </message>
    <message>
        <source>A secret needs a name.</source>
        <translation>Ein Secret braucht einen Namen.</translation>
    </message>
    <message>
        <source>A secret needs a value.</source>
        <translation>Ein Secret braucht einen Wert.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ServiceDialog</name>
    <message>
        <source>Create service</source>
        <translation>Service anlegen</translation>
    </message>
    <message>
        <source>&amp;Create service</source>
        <translation>Service &amp;anlegen</translation>
    </message>
    <message>
        <source>Update service %1</source>
        <translation>Service %1 ändern</translation>
    </message>
    <message>
        <source>&amp;Update service</source>
        <translation>Service ä&amp;ndern</translation>
    </message>
    <message>
        <source>Nothing is changed yet.</source>
        <translation>Noch ist nichts geändert.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ServicesPage</name>
    <message>
        <source>Unsteady</source>
        <translation>Instabil</translation>
    </message>
    <message>
        <source>Deploying</source>
        <translation>Rollt aus</translation>
    </message>
    <message>
        <source>Scaled to 0</source>
        <translation>Auf 0</translation>
    </message>
    <message>
        <source>A service keeps tasks of a task definition running, and none is registered yet.</source>
        <translation>Ein Service hält Tasks einer Task-Definition am Laufen; noch ist keine registriert.</translation>
    </message>
    <message>
        <source>%1 has no service, and no container instance on which one could run.</source>
        <translation>%1 hat keinen Service und keine Container-Instanz, auf der einer laufen könnte.</translation>
    </message>
    <message>
        <source>%1 has no service. A service keeps as many tasks running as you ask for, and replaces them.</source>
        <translation>%1 hat keinen Service. Ein Service hält so viele Tasks am Laufen, wie Sie verlangen, und ersetzt sie.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ShellBox</name>
    <message>
        <source>Show &amp;key</source>
        <translation>&amp;Schlüssel zeigen</translation>
    </message>
    <message>
        <source>Lines for a shell</source>
        <translation>Zeilen für die Shell</translation>
    </message>
    <message>
        <source>Copy &amp;lines</source>
        <translation>Zeilen &amp;kopieren</translation>
    </message>
    <message>
        <source>For a shell</source>
        <translation>Für die Shell</translation>
    </message>
    <message>
        <source>Copied the lines for a shell</source>
        <translation>Zeilen für die Shell kopiert</translation>
    </message>
</context>
<context>
    <name>quayside::ui::StatusView</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Show the engines</source>
        <translation>Die Engines zeigen</translation>
    </message>
    <message>
        <source>Data age</source>
        <translation>Alter der Daten</translation>
    </message>
    <message>
        <source>Ask for a sign of life now</source>
        <translation>Jetzt um ein Lebenszeichen bitten</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>Show the tasks</source>
        <translation>Die Tasks zeigen</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Show the container instances</source>
        <translation>Die Container-Instanzen zeigen</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Core</source>
        <translation>Kern</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Restoring the state</source>
        <translation>Der Zustand wird wiederhergestellt</translation>
    </message>
    <message>
        <source>%1 connected</source>
        <translation>%1 verbunden</translation>
    </message>
    <message>
        <source>%1 does not answer</source>
        <translation>%1 antwortet nicht</translation>
    </message>
    <message>
        <source>data %1 s old</source>
        <translation>Daten %1 s alt</translation>
    </message>
    <message>
        <source>Nothing leaves this computer.</source>
        <translation>Nichts verlässt diesen Rechner.</translation>
    </message>
    <message numerus="yes">
        <source>%n tasks</source>
        <translation>
            <numerusform>%n Task</numerusform>
            <numerusform>%n Tasks</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 running</source>
        <translation>%1 laufen</translation>
    </message>
    <message>
        <source>%1 pending</source>
        <translation>%1 ausstehend</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>What may be changed</source>
        <translation>Was geändert werden darf</translation>
    </message>
    <message>
        <source>Choose what may be changed from this window</source>
        <translation>Wählen, was von diesem Fenster aus geändert werden darf</translation>
    </message>
    <message>
        <source>No jobs</source>
        <translation>Keine Aufträge</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Nur lesend</translation>
    </message>
    <message>
        <source>Protected</source>
        <translation>Geschützt</translation>
    </message>
    <message>
        <source>Changes allowed</source>
        <translation>Änderungen erlaubt</translation>
    </message>
    <message>
        <source>Unlocked</source>
        <translation>Entsperrt</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>Show what takes its time (Ctrl+Shift+J)</source>
        <translation>Zeigen, was dauert (Strg+Umschalt+J)</translation>
    </message>
</context>
<context>
    <name>quayside::ui::StopConfirmation</name>
    <message>
        <source> on %1</source>
        <translation> auf %1</translation>
    </message>
    <message>
        <source>&amp;Keep running</source>
        <translation>&amp;Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>task</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>tasks</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation>%1 stoppen</translation>
    </message>
    <message>
        <source>&amp;Stop %1</source>
        <translation>%1 &amp;stoppen</translation>
    </message>
    <message>
        <source>They have stopped by now.</source>
        <translation>Sie sind inzwischen gestoppt.</translation>
    </message>
    <message>
        <source>The containers get SIGTERM, and SIGKILL when the stop timeout has passed. This cannot be undone.</source>
        <translation>Die Container bekommen SIGTERM, und SIGKILL nach Ablauf der Frist. Das kann nicht rückgängig gemacht werden.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::StructureField</name>
    <message>
        <source>%1 (required)</source>
        <translation>%1 (erforderlich)</translation>
    </message>
    <message>
        <source>All fields (%1 more)</source>
        <translation>Alle Felder (%1 weitere)</translation>
    </message>
</context>
<context>
    <name>quayside::ui::TabbedListField</name>
    <message>
        <source>Add to %1</source>
        <translation>Zu %1 hinzufügen</translation>
    </message>
    <message>
        <source>Remove the shown one from %1</source>
        <translation>Das gezeigte aus %1 entfernen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
</context>
<context>
    <name>quayside::ui::TablePage</name>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Keep this view under a name, or show one that was kept</source>
        <translation>Diese Ansicht unter einem Namen aufbewahren oder eine aufbewahrte zeigen</translation>
    </message>
    <message>
        <source>hidden by the filter</source>
        <translation>vom Filter ausgeblendet</translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation>Diese Ansicht speichern</translation>
    </message>
    <message>
        <source>&amp;Save view</source>
        <translation>Ansicht &amp;speichern</translation>
    </message>
    <message>
        <source>&amp;Save this view…</source>
        <translation>Diese Ansicht &amp;speichern …</translation>
    </message>
    <message>
        <source>&amp;Keep what is shown as %1</source>
        <translation>Das Gezeigte als %1 &amp;aufbewahren</translation>
    </message>
    <message>
        <source>Change something in a protected cluster</source>
        <translation>Etwas in einem geschützten Cluster ändern</translation>
    </message>
    <message>
        <source>This can be undone.</source>
        <translation>Das kann rückgängig gemacht werden.</translation>
    </message>
    <message>
        <source>&amp;Change</source>
        <translation>Ä&amp;ndern</translation>
    </message>
    <message>
        <source>&amp;Keep as it is</source>
        <translation>&amp;So lassen</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>Nichts wurde geändert</translation>
    </message>
</context>
<context>
    <name>quayside::ui::TableView</name>
    <message>
        <source>is being changed to %1</source>
        <translation>wird auf %1 geändert</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Unselect</source>
        <translation>Abwählen</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Opens what the row shows</source>
        <translation>Öffnet, was die Zeile zeigt</translation>
    </message>
    <message>
        <source>Adds the row to the selection or takes it out</source>
        <translation>Nimmt die Zeile in die Auswahl auf oder heraus</translation>
    </message>
    <message>
        <source>Changes the value in its place</source>
        <translation>Ändert den Wert an Ort und Stelle</translation>
    </message>
    <message>
        <source>sorted ascending</source>
        <translation>aufsteigend sortiert</translation>
    </message>
    <message>
        <source>sorted descending</source>
        <translation>absteigend sortiert</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>Sortieren</translation>
    </message>
    <message>
        <source>Fit widths</source>
        <translation>Breiten anpassen</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
    <message>
        <source>The filter hides all rows.</source>
        <translation>Der Filter blendet alle Zeilen aus.</translation>
    </message>
    <message>
        <source>Clear filter (%1 hidden)</source>
        <translation>Filter löschen (%1 ausgeblendet)</translation>
    </message>
    <message>
        <source>1 change · Resort</source>
        <translation>1 Änderung · Neu sortieren</translation>
    </message>
    <message>
        <source>%1 changes · Resort</source>
        <translation>%1 Änderungen · Neu sortieren</translation>
    </message>
</context>
<context>
    <name>quayside::ui::TagImageDialog</name>
    <message>
        <source>Tag %1</source>
        <translation>%1 taggen</translation>
    </message>
    <message>
        <source>&amp;Add tag</source>
        <translation>Tag &amp;hinzufügen</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>Neuer Name</translation>
    </message>
    <message>
        <source>New &amp;name</source>
        <translation>Neuer &amp;Name</translation>
    </message>
    <message>
        <source>&amp;Engine</source>
        <translation>&amp;Engine</translation>
    </message>
    <message>
        <source>None of the engines that have it is connected.</source>
        <translation>Keine der Engines, die es haben, ist verbunden.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::TaskDefinitionEditor</name>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Imported. What was there before comes back with Undo.</source>
        <translation>Importiert. Was vorher da war, kommt mit Rückgängig zurück.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>&amp;JSON</source>
        <translation>&amp;JSON</translation>
    </message>
    <message>
        <source>A line for the aws &amp;CLI</source>
        <translation>Eine Zeile für die aws-&amp;CLI</translation>
    </message>
    <message>
        <source>&amp;docker run</source>
        <translation>&amp;docker run</translation>
    </message>
    <message>
        <source>A c&amp;ompose file</source>
        <translation>Eine C&amp;ompose-Datei</translation>
    </message>
    <message>
        <source>Copied as %1</source>
        <translation>Als %1 kopiert</translation>
    </message>
    <message>
        <source>Not registered: %1 (%2)</source>
        <translation>Nicht registriert: %1 (%2)</translation>
    </message>
    <message>
        <source>Not registered: %1</source>
        <translation>Nicht registriert: %1</translation>
    </message>
    <message>
        <source>Deploy to %1</source>
        <translation>In %1 deployen</translation>
    </message>
    <message>
        <source>Deploy to all</source>
        <translation>In alle deployen</translation>
    </message>
    <message>
        <source>Create a service…</source>
        <translation>Einen Service anlegen …</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>%1 registered. No service uses this family.</source>
        <translation>%1 registriert. Kein Service benutzt diese Familie.</translation>
    </message>
    <message>
        <source>%1 registered. Used by %2.</source>
        <translation>%1 registriert. Benutzt von %2.</translation>
    </message>
    <message>
        <source>%1 is being deployed to %2.</source>
        <translation>%1 wird in %2 deployt.</translation>
    </message>
    <message>
        <source>Not deployed. %1</source>
        <translation>Nicht deployt. %1</translation>
    </message>
    <message>
        <source>%1 is being deployed to %2, but not all. %3</source>
        <translation>%1 wird in %2 deployt, aber nicht in alle. %3</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Compare with a revision</source>
        <translation>Mit einer Revision &amp;vergleichen</translation>
    </message>
    <message>
        <source>&amp;Canvas</source>
        <translation>&amp;Zeichenfläche</translation>
    </message>
    <message>
        <source>&amp;Form</source>
        <translation>&amp;Formular</translation>
    </message>
    <message>
        <source>&amp;Problems</source>
        <translation>&amp;Probleme</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren …</translation>
    </message>
    <message>
        <source>Copy &amp;as</source>
        <translation>Kopieren &amp;als</translation>
    </message>
    <message>
        <source>&amp;Discard this draft</source>
        <translation>Diesen Entwurf ver&amp;werfen</translation>
    </message>
    <message>
        <source>Dependency on %1</source>
        <translation>Abhängigkeit von %1</translation>
    </message>
    <message>
        <source>Add a container</source>
        <translation>Container hinzufügen</translation>
    </message>
    <message>
        <source>draft saved at %1</source>
        <translation>Entwurf gespeichert um %1</translation>
    </message>
    <message>
        <source>The draft could not be kept on disk: %1</source>
        <translation>Der Entwurf konnte nicht auf der Platte aufbewahrt werden: %1</translation>
    </message>
    <message>
        <source>the draft you left</source>
        <translation>der Entwurf, den Sie verlassen haben</translation>
    </message>
    <message>
        <source>This is the draft that you left.</source>
        <translation>Das ist der Entwurf, den Sie verlassen haben.</translation>
    </message>
    <message>
        <source>Start again from %1:%2</source>
        <translation>Neu von %1:%2 ausgehen</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Diff: %1 and %2</source>
        <translation>Vergleich: %1 und %2</translation>
    </message>
    <message>
        <source>New task definition</source>
        <translation>Neue Task-Definition</translation>
    </message>
    <message>
        <source>%1:%2 draft</source>
        <translation>%1:%2 Entwurf</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>&amp;Rückgängig: %1</translation>
    </message>
    <message>
        <source>&amp;Redo: %1</source>
        <translation>&amp;Wiederholen: %1</translation>
    </message>
    <message>
        <source>Nothing is wrong with this draft.</source>
        <translation>An diesem Entwurf ist nichts falsch.</translation>
    </message>
    <message>
        <source>It is being registered</source>
        <translation>Wird gerade registriert</translation>
    </message>
    <message>
        <source>JSON has an error at %1:%2</source>
        <translation>Das JSON hat einen Fehler bei %1:%2</translation>
    </message>
    <message>
        <source>in step</source>
        <translation>im Einklang</translation>
    </message>
    <message>
        <source>The draft fits on %1</source>
        <translation>Der Entwurf passt auf %1</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 bearbeiten</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Remove a dependency</source>
        <translation>Eine Abhängigkeit entfernen</translation>
    </message>
    <message>
        <source>Size of the task</source>
        <translation>Größe des Tasks</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>piece of advice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>pieces of advice</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>1 error blocks registering</source>
        <translation>1 Fehler verhindert das Registrieren</translation>
    </message>
    <message>
        <source>%1 errors block registering</source>
        <translation>%1 Fehler verhindern das Registrieren</translation>
    </message>
    <message>
        <source>in step, %1 kept</source>
        <translation>im Einklang, %1 behalten</translation>
    </message>
    <message>
        <source>unknown key</source>
        <translation>unbekannter Schlüssel</translation>
    </message>
    <message>
        <source>unknown keys</source>
        <translation>unbekannte Schlüssel</translation>
    </message>
</context>
<context>
    <name>quayside::ui::TaskDefinitionsPage</name>
    <message>
        <source>In use</source>
        <translation>In Benutzung</translation>
    </message>
    <message>
        <source>Unused</source>
        <translation>Unbenutzt</translation>
    </message>
    <message>
        <source>Inactive</source>
        <translation>Inactive</translation>
    </message>
    <message>
        <source>No task definition is registered: it says which containers a task runs.</source>
        <translation>Keine Task-Definition ist registriert: sie sagt, welche Container ein Task ausführt.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::TaskTimeline</name>
    <message>
        <source>waits</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>pulls images</source>
        <translation>lädt Images</translation>
    </message>
    <message>
        <source>starts</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>stops</source>
        <translation>stoppt</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translation>%1 seit %2</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>started again, %1</source>
        <translation>neu gestartet, %1</translation>
    </message>
    <message>
        <source>time</source>
        <translation>mal</translation>
    </message>
    <message>
        <source>times</source>
        <translation>mal</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 %2, from %3 to %4</source>
        <translation>%1 %2, von %3 bis %4</translation>
    </message>
</context>
<context>
    <name>quayside::ui::TasksPage</name>
    <message>
        <source>Running</source>
        <translation>Running</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Pending</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>No task definition is registered: it says which containers a task runs.</source>
        <translation>Keine Task-Definition ist registriert: sie sagt, welche Container ein Task ausführt.</translation>
    </message>
    <message>
        <source>%1 has no container instance to run tasks on.</source>
        <translation>%1 hat keine Container-Instanz, um Tasks auszuführen.</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 Stunde</translation>
    </message>
    <message>
        <source>Stopped: %1</source>
        <translation>Gestoppt: %1</translation>
    </message>
    <message>
        <source>the last hour</source>
        <translation>der letzten Stunde</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>the last day</source>
        <translation>des letzten Tages</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 Tage</translation>
    </message>
    <message>
        <source>the last 7 days</source>
        <translation>der letzten 7 Tage</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>the last 30 days</source>
        <translation>der letzten 30 Tage</translation>
    </message>
    <message>
        <source>Stopped tasks shown</source>
        <translation>Gezeigte gestoppte Tasks</translation>
    </message>
    <message>
        <source>How far back tasks are shown that have stopped</source>
        <translation>Wie weit zurück Tasks gezeigt werden, die gestoppt sind</translation>
    </message>
    <message>
        <source>%1, the last %2</source>
        <translation>%1, die letzten %2</translation>
    </message>
    <message>
        <source>Which tasks stopped before cannot be told: %1</source>
        <translation>Welche Tasks früher stoppten, ist nicht zu erfahren: %1</translation>
    </message>
    <message>
        <source>No task runs in %1, and none has stopped within %2.</source>
        <translation>In %1 läuft kein Task, und innerhalb %2 ist keiner gestoppt.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::TerminalDialog</name>
    <message>
        <source>The task does not run</source>
        <translation>Der Task läuft nicht</translation>
    </message>
    <message>
        <source>The task was started without enableExecuteCommand: start one with it, or update its service</source>
        <translation>Der Task wurde ohne enableExecuteCommand gestartet: starten Sie einen damit oder ändern Sie seinen Service</translation>
    </message>
    <message>
        <source>None of the task&apos;s containers runs</source>
        <translation>Keiner der Container des Tasks läuft</translation>
    </message>
    <message>
        <source>Open a terminal in task %1</source>
        <translation>Ein Terminal in Task %1 öffnen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>A program of the container and its arguments; quotes keep words together</source>
        <translation>Ein Programm des Containers und seine Argumente; Anführungszeichen halten Wörter zusammen</translation>
    </message>
    <message>
        <source>&amp;Container</source>
        <translation>&amp;Container</translation>
    </message>
    <message>
        <source>C&amp;ommand</source>
        <translation>&amp;Befehl</translation>
    </message>
    <message>
        <source>Open &amp;terminal</source>
        <translation>&amp;Terminal öffnen</translation>
    </message>
    <message>
        <source>Type the command that is to be run</source>
        <translation>Geben Sie den Befehl ein, der ausgeführt werden soll</translation>
    </message>
</context>
<context>
    <name>quayside::ui::TerminalLink</name>
    <message>
        <source>This window cannot reach the sessions of its endpoint.</source>
        <translation>Dieses Fenster erreicht die Sitzungen seines Endpunkts nicht.</translation>
    </message>
</context>
<context>
    <name>quayside::ui::TerminalPane</name>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>Verbindung verloren</translation>
    </message>
    <message>
        <source>Not opened</source>
        <translation>Nicht geöffnet</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>&amp;Reconnect</source>
        <translation>&amp;Neu verbinden</translation>
    </message>
    <message>
        <source>Terminal: %1</source>
        <translation>Terminal: %1</translation>
    </message>
    <message>
        <source>Bell at %1</source>
        <translation>Glocke um %1</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>Ctrl+Shift+Tab leaves</source>
        <translation>Strg+Umschalt+Tab verlässt es</translation>
    </message>
    <message>
        <source>All keys go to the program, except Ctrl+Shift with a key, and F6</source>
        <translation>Alle Tasten gehen an das Programm, außer Strg+Umschalt mit einer Taste und F6</translation>
    </message>
    <message>
        <source>Why it ended</source>
        <translation>Warum es endete</translation>
    </message>
    <message>
        <source>Find (Ctrl+Shift+F)</source>
        <translation>Suchen (Strg+Umschalt+F)</translation>
    </message>
    <message>
        <source>Paste (Ctrl+Shift+V)</source>
        <translation>Einfügen (Strg+Umschalt+V)</translation>
    </message>
    <message>
        <source>The command ended with exit code 0.</source>
        <translation>Der Befehl endete mit Exit-Code 0.</translation>
    </message>
    <message numerus="yes">
        <source>Paste %n lines</source>
        <translation>
            <numerusform>%n Zeile einfügen</numerusform>
            <numerusform>%n Zeilen einfügen</numerusform>
        </translation>
    </message>
    <message>
        <source>A shell runs each line as it comes.</source>
        <translation>Eine Shell führt jede Zeile aus, sobald sie kommt.</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
</context>
<context>
    <name>quayside::ui::TerminalView</name>
    <message>
        <source>Terminal</source>
        <translation>Terminal</translation>
    </message>
    <message>
        <source>All keys go to the program. Ctrl+Shift+Tab or F6 leaves the terminal.</source>
        <translation>Alle Tasten gehen an das Programm. Strg+Umschalt+Tab oder F6 verlässt das Terminal.</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>&amp;Suchen …</translation>
    </message>
    <message>
        <source>Clear &amp;history</source>
        <translation>&amp;Verlauf löschen</translation>
    </message>
</context>
<context>
    <name>quayside::ui::TextDiffView</name>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Both as text</source>
        <translation>Beide als Text</translation>
    </message>
</context>
<context>
    <name>quayside::ui::TextField</name>
    <message>
        <source>Shown to whoever may read the task definition</source>
        <translation>Sichtbar für alle, die die Task-Definition lesen dürfen</translation>
    </message>
</context>
<context>
    <name>quayside::ui::TimeLineBar</name>
    <message>
        <source>Time range</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation>Anhalten (Leertaste)</translation>
    </message>
    <message>
        <source>Go on (Space)</source>
        <translation>Weiter (Leertaste)</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Show all again (Esc)</source>
        <translation>Wieder alles zeigen (Esc)</translation>
    </message>
    <message>
        <source>Show all again</source>
        <translation>Wieder alles zeigen</translation>
    </message>
</context>
<context>
    <name>quayside::ui::TimeTableModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
</context>
<context>
    <name>quayside::ui::TimelineTab</name>
    <message>
        <source>Why it stopped</source>
        <translation>Warum er stoppte</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
</context>
<context>
    <name>quayside::ui::TopologyCard</name>
    <message>
        <source>Explanation</source>
        <translation>Erklärung</translation>
    </message>
</context>
<context>
    <name>quayside::ui::TopologyPage</name>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Sizes as the CPU that instances have and tasks reserve</source>
        <translation>Größen nach der CPU, die Instanzen haben und Tasks reservieren</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Sizes as the memory that instances have and tasks reserve</source>
        <translation>Größen nach dem Speicher, den Instanzen haben und Tasks reservieren</translation>
    </message>
    <message>
        <source>Size by</source>
        <translation>Größe nach</translation>
    </message>
    <message>
        <source>C&amp;olour</source>
        <translation>&amp;Farbe</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>What tasks of one colour have in common</source>
        <translation>Was Tasks einer Farbe gemeinsam haben</translation>
    </message>
    <message>
        <source>Tasks that wait for a place: explain the first of them</source>
        <translation>Tasks, die auf einen Platz warten: den ersten davon erklären</translation>
    </message>
    <message>
        <source>Zoom out: less of each instance</source>
        <translation>Verkleinern: weniger von jeder Instanz</translation>
    </message>
    <message>
        <source>Zoom in: more of each instance</source>
        <translation>Vergrößern: mehr von jeder Instanz</translation>
    </message>
    <message>
        <source>Zoom as suits the size of the cluster</source>
        <translation>Vergrößerung passend zur Größe des Clusters</translation>
    </message>
    <message>
        <source>This cluster has no container instance.</source>
        <translation>Dieser Cluster hat keine Container-Instanz.</translation>
    </message>
    <message>
        <source>&amp;Unplaced %1</source>
        <translation>&amp;Ohne Platz %1</translation>
    </message>
</context>
<context>
    <name>quayside::ui::TopologyView</name>
    <message>
        <source>Topology</source>
        <translation>Topologie</translation>
    </message>
</context>
<context>
    <name>quayside::ui::UndoLog</name>
    <message>
        <source>%1 %2 %3</source>
        <translation>%1 %2 %3</translation>
    </message>
    <message>
        <source>Cannot undo %1. %2.</source>
        <translation>%1 kann nicht rückgängig gemacht werden. %2.</translation>
    </message>
    <message>
        <source>Cannot redo %1. %2.</source>
        <translation>%1 kann nicht wiederholt werden. %2.</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>Rückgängig gemacht: %1</translation>
    </message>
    <message>
        <source>Done again: %1</source>
        <translation>Wieder getan: %1</translation>
    </message>
</context>
<context>
    <name>quayside::ui::UnprotectDialog</name>
    <message>
        <source>Protect %1 no more</source>
        <translation>%1 nicht mehr schützen</translation>
    </message>
    <message>
        <source>It would no longer start read-only. Type %1 to go on.</source>
        <translation>Er würde nicht mehr nur lesend starten. Geben Sie %1 ein, um fortzufahren.</translation>
    </message>
    <message>
        <source>Name of the cluster</source>
        <translation>Name des Clusters</translation>
    </message>
    <message>
        <source>&amp;End protection</source>
        <translation>Schutz &amp;beenden</translation>
    </message>
    <message>
        <source>&amp;Keep protected</source>
        <translation>Geschützt &amp;lassen</translation>
    </message>
    <message>
        <source>The name of the cluster has to be typed</source>
        <translation>Der Name des Clusters muss eingegeben werden</translation>
    </message>
</context>
<context>
    <name>quayside::ui::UpdateEngineDialog</name>
    <message>
        <source>Change engine %1</source>
        <translation>Engine %1 ändern</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Published ports listen on</source>
        <translation>Veröffentlichte Ports lauschen auf</translation>
    </message>
    <message>
        <source>127.0.0.1 on this machine, 0.0.0.0 elsewhere</source>
        <translation>127.0.0.1 auf diesem Rechner, 0.0.0.0 anderswo</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Ports listen on</source>
        <translation>&amp;Ports lauschen auf</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ViewPlaces</name>
    <message>
        <source>Move into a &amp;window of its own</source>
        <translation>In ein eigenes &amp;Fenster</translation>
    </message>
    <message>
        <source>Put &amp;beside the others</source>
        <translation>&amp;Neben die anderen</translation>
    </message>
    <message>
        <source>Move &amp;back</source>
        <translation>&amp;Zurückholen</translation>
    </message>
    <message>
        <source>&amp;Stay with %1</source>
        <translation>Bei %1 &amp;bleiben</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ViewTabs</name>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Open views</source>
        <translation>Offene Ansichten</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ViewWindow</name>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Quayside</source>
        <translation>Quayside</translation>
    </message>
    <message>
        <source>%1 - Quayside</source>
        <translation>%1 - Quayside</translation>
    </message>
</context>
<context>
    <name>quayside::ui::WhatIfDialog</name>
    <message>
        <source>No task is there.</source>
        <translation>Dort ist kein Task.</translation>
    </message>
    <message>
        <source>task would have no place</source>
        <translation>Task hätte keinen Platz</translation>
    </message>
    <message>
        <source>tasks would have no place</source>
        <translation>Tasks hätten keinen Platz</translation>
    </message>
    <message>
        <source>task would start elsewhere</source>
        <translation>Task startete anderswo</translation>
    </message>
    <message>
        <source>tasks would start elsewhere</source>
        <translation>Tasks starteten anderswo</translation>
    </message>
    <message>
        <source>task would not be started again</source>
        <translation>Task würde nicht neu gestartet</translation>
    </message>
    <message>
        <source>tasks would not be started again</source>
        <translation>Tasks würden nicht neu gestartet</translation>
    </message>
    <message>
        <source>Tasks there and what would become of them</source>
        <translation>Tasks dort und was aus ihnen würde</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Was wäre, wenn</translation>
    </message>
    <message>
        <source>This is &amp;lost:</source>
        <translation>&amp;Verloren ist:</translation>
    </message>
    <message>
        <source>Zone or container instance that is lost</source>
        <translation>Verlorene Zone oder Container-Instanz</translation>
    </message>
    <message>
        <source>Zone %1, %2</source>
        <translation>Zone %1, %2</translation>
    </message>
    <message>
        <source>container instance</source>
        <translation>Container-Instanz</translation>
    </message>
    <message>
        <source>container instances</source>
        <translation>Container-Instanzen</translation>
    </message>
</context>
<context>
    <name>quayside::ui::WhyPane</name>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Why it is steady or not</source>
        <translation>Warum es stabil ist oder nicht</translation>
    </message>
    <message>
        <source>Causes</source>
        <translation>Ursachen</translation>
    </message>
</context>
<context>
    <name>quayside::ui::WindowMenus</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Where you were before</source>
        <translation>Wo Sie vorher waren</translation>
    </message>
    <message>
        <source>For&amp;ward</source>
        <translation>&amp;Vor</translation>
    </message>
    <message>
        <source>Where you came back from</source>
        <translation>Woher Sie zurückkamen</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>&amp;Aktualisieren</translation>
    </message>
    <message>
        <source>Ask again for what is shown</source>
        <translation>Das Gezeigte neu abfragen</translation>
    </message>
    <message>
        <source>Close &amp;view</source>
        <translation>Ansicht schl&amp;ießen</translation>
    </message>
    <message>
        <source>Close this view</source>
        <translation>Diese Ansicht schließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Das Fenster schließen</translation>
    </message>
    <message>
        <source>&amp;Edit cell</source>
        <translation>&amp;Zelle bearbeiten</translation>
    </message>
    <message>
        <source>Change what can be changed here</source>
        <translation>Ändern, was hier geändert werden kann</translation>
    </message>
    <message>
        <source>&amp;Filter rows</source>
        <translation>Zeilen &amp;filtern</translation>
    </message>
    <message>
        <source>Type a filter for the table</source>
        <translation>Einen Filter für die Tabelle eingeben</translation>
    </message>
    <message>
        <source>&amp;Next view</source>
        <translation>&amp;Nächste Ansicht</translation>
    </message>
    <message>
        <source>Turn to the next view</source>
        <translation>Zur nächsten Ansicht wechseln</translation>
    </message>
    <message>
        <source>&amp;Previous view</source>
        <translation>&amp;Vorige Ansicht</translation>
    </message>
    <message>
        <source>Turn to the view before</source>
        <translation>Zur vorigen Ansicht wechseln</translation>
    </message>
    <message>
        <source>Next p&amp;ane</source>
        <translation>Nächster &amp;Bereich</translation>
    </message>
    <message>
        <source>Move the keyboard to the next pane</source>
        <translation>Die Tastatur zum nächsten Bereich führen</translation>
    </message>
    <message>
        <source>Pre&amp;vious pane</source>
        <translation>V&amp;origer Bereich</translation>
    </message>
    <message>
        <source>Move the keyboard to the pane before</source>
        <translation>Die Tastatur zum vorigen Bereich führen</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>Anordnung zurück&amp;setzen</translation>
    </message>
    <message>
        <source>Put all panes back to where they were at first</source>
        <translation>Alle Bereiche wieder dorthin bringen, wo sie zuerst waren</translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation>&amp;Befehlspalette …</translation>
    </message>
    <message>
        <source>Find and run everything by a few letters of its name</source>
        <translation>Alles mit wenigen Buchstaben seines Namens finden und ausführen</translation>
    </message>
    <message>
        <source>&amp;Welcome</source>
        <translation>&amp;Willkommen</translation>
    </message>
    <message>
        <source>Show the welcome page</source>
        <translation>Die Willkommensseite zeigen</translation>
    </message>
    <message>
        <source>Sec&amp;rets…</source>
        <translation>Sec&amp;rets …</translation>
    </message>
    <message>
        <source>Set the secrets that task definitions name</source>
        <translation>Die Secrets setzen, die Task-Definitionen nennen</translation>
    </message>
    <message>
        <source>&amp;About Quayside</source>
        <translation>Ü&amp;ber Quayside</translation>
    </message>
    <message>
        <source>Version, licence and where the state is kept</source>
        <translation>Version, Lizenz und wo der Zustand liegt</translation>
    </message>
    <message>
        <source>See where the tasks are</source>
        <translation>Sehen, wo die Tasks sind</translation>
    </message>
    <message>
        <source>Show where the API is and who calls it</source>
        <translation>Zeigen, wo die API ist und wer sie aufruft</translation>
    </message>
    <message>
        <source>Show the images of all engines</source>
        <translation>Die Images aller Engines zeigen</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Panes</source>
        <translation>B&amp;ereiche</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>&amp;As the system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;High contrast, light</source>
        <translation>H&amp;oher Kontrast, hell</translation>
    </message>
    <message>
        <source>High contrast, dar&amp;k</source>
        <translation>Hoher &amp;Kontrast, dunkel</translation>
    </message>
    <message>
        <source>&amp;Density</source>
        <translation>&amp;Dichte</translation>
    </message>
    <message>
        <source>&amp;Compact</source>
        <translation>&amp;Kompakt</translation>
    </message>
    <message>
        <source>&amp;Normal</source>
        <translation>&amp;Normal</translation>
    </message>
    <message>
        <source>C&amp;omfortable</source>
        <translation>&amp;Großzügig</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>&amp;Cluster</source>
        <translation>&amp;Cluster</translation>
    </message>
    <message>
        <source>&amp;Service</source>
        <translation>&amp;Service</translation>
    </message>
    <message>
        <source>&amp;Task</source>
        <translation>&amp;Task</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>&amp;Fenster</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>R&amp;oles…</source>
        <translation>R&amp;ollen …</translation>
    </message>
    <message>
        <source>Set what the roles of tasks are good for</source>
        <translation>Festlegen, wofür die Rollen von Tasks gut sind</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Take back the last change</source>
        <translation>Die letzte Änderung zurücknehmen</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Do again what was taken back</source>
        <translation>Zurückgenommenes wieder tun</translation>
    </message>
    <message>
        <source>&amp;Jobs</source>
        <translation>&amp;Aufträge</translation>
    </message>
    <message>
        <source>Show what takes its time</source>
        <translation>Zeigen, was dauert</translation>
    </message>
    <message>
        <source>Pr&amp;otection</source>
        <translation>Sch&amp;utz</translation>
    </message>
    <message>
        <source>Cop&amp;y rows</source>
        <translation>Zeilen &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy the selected rows as lines with tabs, for a spreadsheet</source>
        <translation>Ausgewählte Zeilen mit Tabulatoren kopieren, für eine Tabellenkalkulation</translation>
    </message>
    <message>
        <source>Copy rows as &amp;JSON</source>
        <translation>Zeilen als &amp;JSON kopieren</translation>
    </message>
    <message>
        <source>Copy the selected rows as JSON</source>
        <translation>Ausgewählte Zeilen als JSON kopieren</translation>
    </message>
    <message>
        <source>Res&amp;ort rows</source>
        <translation>Zeilen neu s&amp;ortieren</translation>
    </message>
    <message>
        <source>Put rows where they belong that were held where they were</source>
        <translation>Festgehaltene Zeilen dorthin bringen, wohin sie gehören</translation>
    </message>
    <message>
        <source>Choose co&amp;lumns</source>
        <translation>Spa&amp;lten wählen</translation>
    </message>
    <message>
        <source>Show and hide the columns of the table</source>
        <translation>Spalten der Tabelle zeigen und ausblenden</translation>
    </message>
    <message>
        <source>F&amp;it columns</source>
        <translation>Spalten an&amp;passen</translation>
    </message>
    <message>
        <source>Make every column as wide as what it shows</source>
        <translation>Jede Spalte so breit machen wie das, was sie zeigt</translation>
    </message>
    <message>
        <source>Reset colu&amp;mns</source>
        <translation>Spalten &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Put the columns back to what they were at first</source>
        <translation>Die Spalten wieder so machen, wie sie zuerst waren</translation>
    </message>
    <message>
        <source>&amp;Save this view…</source>
        <translation>Diese Ansicht &amp;speichern …</translation>
    </message>
    <message>
        <source>Keep filter, columns and sort under a name</source>
        <translation>Filter, Spalten und Sortierung unter einem Namen aufbewahren</translation>
    </message>
    <message>
        <source>Pre&amp;view changes</source>
        <translation>Änderungen &amp;vorab ansehen</translation>
    </message>
    <message>
        <source>Show what the changes that wait would do</source>
        <translation>Zeigen, was die anstehenden Änderungen täten</translation>
    </message>
    <message>
        <source>A&amp;pply changes</source>
        <translation>Änderungen &amp;anwenden</translation>
    </message>
    <message>
        <source>Ask for the changes that wait</source>
        <translation>Die anstehenden Änderungen verlangen</translation>
    </message>
    <message>
        <source>Disc&amp;ard changes</source>
        <translation>Änderungen v&amp;erwerfen</translation>
    </message>
    <message>
        <source>Forget the changes that wait</source>
        <translation>Die anstehenden Änderungen vergessen</translation>
    </message>
    <message>
        <source>Move view into a &amp;window</source>
        <translation>Ansicht in ein &amp;Fenster</translation>
    </message>
    <message>
        <source>Give this view a window of its own</source>
        <translation>Dieser Ansicht ein eigenes Fenster geben</translation>
    </message>
    <message>
        <source>Put view &amp;beside</source>
        <translation>Ansicht &amp;daneben</translation>
    </message>
    <message>
        <source>Show this view right of the others, or bring it back from there</source>
        <translation>Diese Ansicht rechts von den anderen zeigen oder von dort zurückholen</translation>
    </message>
    <message>
        <source>Move view bac&amp;k</source>
        <translation>Ansicht zurüc&amp;kholen</translation>
    </message>
    <message>
        <source>Bring this view back among those of the first window</source>
        <translation>Diese Ansicht wieder zu denen des ersten Fensters holen</translation>
    </message>
    <message>
        <source>&amp;Stay with this cluster</source>
        <translation>Bei diesem Cluster &amp;bleiben</translation>
    </message>
    <message>
        <source>This view goes on showing its cluster when you turn to another</source>
        <translation>Diese Ansicht zeigt weiter ihren Cluster, wenn Sie zu einem anderen wechseln</translation>
    </message>
    <message>
        <source>Change &amp;keys…</source>
        <translation>&amp;Tasten ändern …</translation>
    </message>
    <message>
        <source>Choose other keys for what the window can do</source>
        <translation>Andere Tasten für das wählen, was das Fenster kann</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>Show every key there is</source>
        <translation>Alle Tasten zeigen</translation>
    </message>
    <message>
        <source>T&amp;his view</source>
        <translation>D&amp;iese Ansicht</translation>
    </message>
    <message>
        <source>Show or hide this pane</source>
        <translation>Diesen Bereich zeigen oder ausblenden</translation>
    </message>
    <message>
        <source>Connect an e&amp;ndpoint…</source>
        <translation>Endpunkt &amp;verbinden …</translation>
    </message>
    <message>
        <source>Turn the window to an ECS endpoint elsewhere</source>
        <translation>Das Fenster einem ECS-Endpunkt anderswo zuwenden</translation>
    </message>
    <message>
        <source>Back to this com&amp;puter</source>
        <translation>&amp;Zurück zu diesem Rechner</translation>
    </message>
    <message>
        <source>Turn the window back to the clusters of this computer</source>
        <translation>Das Fenster wieder den Clustern dieses Rechners zuwenden</translation>
    </message>
</context>
<context>
    <name>quayside::ui::ZoneLoss</name>
    <message>
        <source>What if…</source>
        <translation>Was wäre, wenn …</translation>
    </message>
    <message>
        <source>What becomes of the tasks of a zone or a container instance that is lost</source>
        <translation>Was aus den Tasks einer verlorenen Zone oder Container-Instanz wird</translation>
    </message>
    <message>
        <source>Any one zone may be lost: the tasks of its services start elsewhere</source>
        <translation>Jede einzelne Zone darf verloren gehen: die Tasks ihrer Services starten anderswo</translation>
    </message>
    <message>
        <source>Losing %1 would leave %2 without a place</source>
        <translation>Ginge %1 verloren, blieben %2 ohne Platz</translation>
    </message>
    <message>
        <source>task</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>tasks</source>
        <translation>Tasks</translation>
    </message>
</context>
</TS>
