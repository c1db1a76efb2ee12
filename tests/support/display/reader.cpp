#include "tests/support/display/reader.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusReply>
#include <QRegularExpression>

namespace quayside::test {

namespace {

constexpr int kPatienceMs = 5'000;
const QString kConnection = QStringLiteral("accessibility");
const QString kPrefix = QStringLiteral("org.a11y.atspi.");

enum State { Enabled = 8, Focused = 12, Showing = 25 }; // bits of what GetState gives

QDBusConnection connect_to_bus()
{
    QDBusMessage question
        = QDBusMessage::createMethodCall("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress");
    const QDBusReply<QString> address = QDBusConnection::sessionBus().call(question, QDBus::Block, kPatienceMs);
    return QDBusConnection::connectToBus(address.value(), kConnection);
}

} // namespace

} // namespace quayside::test

Q_DECLARE_METATYPE(quayside::test::Heard)

namespace quayside::test {

QDBusArgument& operator<<(QDBusArgument& argument, const Heard& object)
{
    argument.beginStructure();
    argument << object.bus << QDBusObjectPath(object.path);
    argument.endStructure();
    return argument;
}

const QDBusArgument& operator>>(const QDBusArgument& argument, Heard& object)
{
    QDBusObjectPath path;
    argument.beginStructure();
    argument >> object.bus >> path;
    argument.endStructure();
    object.path = path.path() == QLatin1String("/org/a11y/atspi/null") ? QString() : path.path();
    return argument;
}

Reader::Reader()
    : bus_(connect_to_bus())
{
    qDBusRegisterMetaType<Heard>();
    qDBusRegisterMetaType<QList<Heard>>();
    if (!bus_.isConnected())
        problem_
            = QStringLiteral("there is no accessibility bus (package at-spi2-core): ") + bus_.lastError().message();
}

Reader::~Reader()
{
    QDBusConnection::disconnectFromBus(kConnection);
}

QVariant Reader::ask(
    const Heard& object, const QString& interface, const QString& method, const QVariantList& arguments) const
{
    QDBusMessage question = QDBusMessage::createMethodCall(object.bus, object.path, interface, method);
    question.setArguments(arguments);
    const QDBusMessage answer = bus_.call(question, QDBus::Block, kPatienceMs);
    return answer.type() == QDBusMessage::ReplyMessage ? answer.arguments().value(0) : QVariant();
}

QVariant Reader::property(const Heard& object, const QString& interface, const QString& name) const
{
    const QVariant value = ask(object, "org.freedesktop.DBus.Properties", "Get", { kPrefix + interface, name });
    return value.value<QDBusVariant>().variant();
}

Heard Reader::program(qint64 pid) const
{
    const Heard desktop{ "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root" };
    const Heard broker{ "org.freedesktop.DBus", "/org/freedesktop/DBus" };
    for (const Heard& object : children(desktop))
        if (ask(broker, "org.freedesktop.DBus", "GetConnectionUnixProcessID", { object.bus }).toLongLong() == pid)
            return object;
    return {};
}

std::vector<Heard> Reader::children(const Heard& object) const
{
    const auto found = qdbus_cast<QList<Heard>>(ask(object, kPrefix + "Accessible", "GetChildren"));
    return { found.begin(), found.end() };
}

QString Reader::name(const Heard& object) const
{
    return property(object, "Accessible", "Name").toString();
}

QString Reader::description(const Heard& object) const
{
    return property(object, "Accessible", "Description").toString();
}

QString Reader::role(const Heard& object) const
{
    return ask(object, kPrefix + "Accessible", "GetRoleName").toString();
}

QRect Reader::place(const Heard& object) const
{
    const auto area = ask(object, kPrefix + "Component", "GetExtents", { 0U }).value<QDBusArgument>();
    if (area.currentType() != QDBusArgument::StructureType)
        return {};
    int x = 0, y = 0, width = 0, height = 0;
    area.beginStructure();
    area >> x >> y >> width >> height;
    area.endStructure();
    return { x, y, width, height };
}

quint64 Reader::states(const Heard& object) const
{
    const auto words = qdbus_cast<QList<uint>>(ask(object, kPrefix + "Accessible", "GetState"));
    return words.size() == 2 ? quint64{ words[1] } << 32 | words[0] : 0;
}

bool Reader::is_showing(const Heard& object) const
{
    return (states(object) >> Showing & 1) != 0;
}

bool Reader::is_focused(const Heard& object) const
{
    return (states(object) >> Focused & 1) != 0;
}

bool Reader::is_enabled(const Heard& object) const
{
    return (states(object) >> Enabled & 1) != 0;
}

int Reader::rows(const Heard& table) const
{
    return property(table, "Table", "NRows").toInt();
}

int Reader::columns(const Heard& table) const
{
    return property(table, "Table", "NColumns").toInt();
}

Heard Reader::cell(const Heard& table, int row, int column) const
{
    return qdbus_cast<Heard>(ask(table, kPrefix + "Table", "GetAccessibleAt", { row, column }));
}

QStringList Reader::actions(const Heard& object) const
{
    QStringList names;
    const int count = property(object, "Action", "NActions").toInt();
    for (int i = 0; i < count; ++i)
        names.append(ask(object, kPrefix + "Action", "GetName", { i }).toString());
    return names;
}

bool Reader::act(const Heard& object, const QString& action) const
{
    const auto at = actions(object).indexOf(action);
    return at >= 0 && ask(object, kPrefix + "Action", "DoAction", { static_cast<int>(at) }).toBool();
}

Heard Reader::find(const Heard& below, const Fits& fits) const
{
    for (const Heard& child : children(below)) {
        if (!child || !is_showing(child))
            continue;
        if (fits(child))
            return child;
        if (const Heard found = find(child, fits))
            return found;
    }
    return {};
}

Heard Reader::find(const Heard& below, const QString& role, const QString& name_pattern) const
{
    const QRegularExpression pattern(QRegularExpression::anchoredPattern(name_pattern));
    return find(below,
        [&](const Heard& object) { return pattern.match(name(object)).hasMatch() && this->role(object) == role; });
}

int Reader::count(const Heard& below) const
{
    int objects = 1;
    for (const Heard& child : children(below))
        objects += child ? count(child) : 0;
    return objects;
}

} // namespace quayside::test
