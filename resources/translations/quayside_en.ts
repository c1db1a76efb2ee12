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
    <message numerus="yes">
        <source>All start, in %n step(s)</source>
        <translation>
            <numerusform>All start, in %n step(s)</numerusform>
            <numerusform>All start, in %n step(s)</numerusform>
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
