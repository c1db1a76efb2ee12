<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>QObject</name>
    <message numerus="yes">
        <source>%n containers</source>
        <translation>
            <numerusform>%n container</numerusform>
            <numerusform>%n containers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dependencies</source>
        <translation>
            <numerusform>%n dependency</numerusform>
            <numerusform>%n dependencies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n running tasks</source>
        <translation>
            <numerusform>%n running task</numerusform>
            <numerusform>%n running tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tasks</source>
        <translation>
            <numerusform>%n task</numerusform>
            <numerusform>%n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tasks are draining</source>
        <translation>
            <numerusform>%n task is draining</numerusform>
            <numerusform>%n tasks are draining</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tasks belong to no service: nothing takes their place.</source>
        <translation>
            <numerusform>%n task belongs to no service: nothing takes its place.</numerusform>
            <numerusform>%n tasks belong to no service: nothing takes their place.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tasks are protected against scale-in, which does not hold here.</source>
        <translation>
            <numerusform>%n task is protected against scale-in, which does not hold here.</numerusform>
            <numerusform>%n tasks are protected against scale-in, which does not hold here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tasks fail the health check</source>
        <translation>
            <numerusform>%n task fails the health check</numerusform>
            <numerusform>%n tasks fail the health check</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>An engine does not answer: %n tasks are in doubt</source>
        <translation>
            <numerusform>An engine does not answer: %n task is in doubt</numerusform>
            <numerusform>An engine does not answer: %n tasks are in doubt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tasks are protected, and the deployment may not replace them</source>
        <translation>
            <numerusform>%n task is protected, and the deployment may not replace it</numerusform>
            <numerusform>%n tasks are protected, and the deployment may not replace them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tasks are starting</source>
        <translation>
            <numerusform>%n task is starting</numerusform>
            <numerusform>%n tasks are starting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tasks are stopping</source>
        <translation>
            <numerusform>%n task is stopping</numerusform>
            <numerusform>%n tasks are stopping</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quayside::ui::ActionDialog</name>
    <message numerus="yes">
        <source> (%n more failed)</source>
        <translation>
            <numerusform> (%n more failed)</numerusform>
            <numerusform> (%n more failed)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quayside::ui::CanvasPane</name>
    <message numerus="yes">
        <source>All start, in %n steps</source>
        <translation>
            <numerusform>All start, in %n step</numerusform>
            <numerusform>All start, in %n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quayside::ui::ConnectDialog</name>
    <message numerus="yes">
        <source>%n clusters</source>
        <translation>
            <numerusform>%n cluster</numerusform>
            <numerusform>%n clusters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quayside::ui::DeploymentSide</name>
    <message numerus="yes">
        <source>from %n past runs</source>
        <translation>
            <numerusform>from %n past run</numerusform>
            <numerusform>from %n past runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>longer than %n past runs</source>
        <translation>
            <numerusform>longer than %n past run</numerusform>
            <numerusform>longer than %n past runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failures left. It counts tasks in a row that failed to start or to stay healthy.</source>
        <translation>
            <numerusform>%n failure left. It counts tasks in a row that failed to start or to stay healthy.</numerusform>
            <numerusform>%n failures left. It counts tasks in a row that failed to start or to stay healthy.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quayside::ui::DiffView</name>
    <message numerus="yes">
        <source>%n changes</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quayside::ui::DrainDialog</name>
    <message numerus="yes">
        <source>%n tasks move; %1 more wait until there is room elsewhere.</source>
        <translation>
            <numerusform>%n task moves; %1 more wait until there is room elsewhere.</numerusform>
            <numerusform>%n tasks move; %1 more wait until there is room elsewhere.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tasks move; as it is now, all of them fit elsewhere.</source>
        <translation>
            <numerusform>%n task moves; as it is now, it fits elsewhere.</numerusform>
            <numerusform>%n tasks move; as it is now, all of them fit elsewhere.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quayside::ui::EngineWay</name>
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
            <numerusform>; %n container runs there and is left alone</numerusform>
            <numerusform>; %n containers run there and are left alone</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quayside::ui::FilesPane</name>
    <message numerus="yes">
        <source>Replace %n files</source>
        <translation>
            <numerusform>Replace %n file</numerusform>
            <numerusform>Replace %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quayside::ui::FirstRunPage</name>
    <message numerus="yes">
        <source>%n containers, left alone</source>
        <translation>
            <numerusform>%n container, left alone</numerusform>
            <numerusform>%n containers, left alone</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quayside::ui::FitPopup</name>
    <message numerus="yes">
        <source>%n copies</source>
        <translation>
            <numerusform>%n copy</numerusform>
            <numerusform>%n copies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quayside::ui::LogPane</name>
    <message numerus="yes">
        <source>%n bookmarks</source>
        <translation>
            <numerusform>%n bookmark</numerusform>
            <numerusform>%n bookmarks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quayside::ui::ObjectActions</name>
    <message numerus="yes">
        <source>Its container instances leave their clusters. %n tasks run on it.</source>
        <translation>
            <numerusform>Its container instances leave their clusters. %n task runs on it.</numerusform>
            <numerusform>Its container instances leave their clusters. %n tasks run on it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n tasks stop</source>
        <translation>
            <numerusform>%1: %n task stops</numerusform>
            <numerusform>%1: %n tasks stop</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tasks stop and no replacement starts. Its task definitions stay.</source>
        <translation>
            <numerusform>%n task stops and no replacement starts. Its task definitions stay.</numerusform>
            <numerusform>%n tasks stop and no replacement starts. Its task definitions stay.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quayside::ui::ScaleDialog</name>
    <message numerus="yes">
        <source>%n tasks are started</source>
        <translation>
            <numerusform>%n task is started</numerusform>
            <numerusform>%n tasks are started</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tasks are stopped</source>
        <translation>
            <numerusform>%n task is stopped</numerusform>
            <numerusform>%n tasks are stopped</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quayside::ui::StatusView</name>
    <message numerus="yes">
        <source>%n tasks</source>
        <translation>
            <numerusform>%n task</numerusform>
            <numerusform>%n tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quayside::ui::TerminalPane</name>
    <message numerus="yes">
        <source>Paste %n lines</source>
        <translation>
            <numerusform>Paste %n line</numerusform>
            <numerusform>Paste %n lines</numerusform>
        </translation>
    </message>
</context>
</TS>
