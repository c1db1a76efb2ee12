#pragma once

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QString>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

namespace quayside::test {

// Debian's registry of images on a port of its own, which lets in nobody but user "quay" with password "right".
class Registry {
public:
    // Beside an engine of the tests' own, whose network namespace nobody else is in: the port is free.
    static constexpr const char* kName = "127.0.0.1:5055";

    ~Registry()
    {
        process_.kill();
        process_.waitForFinished();
    }
    static bool installed() { return !QStandardPaths::findExecutable("docker-registry").isEmpty(); }

    bool start()
    {
        write("users", "quay:$2b$04$kaBruEJDlkwuQLJZ5smiZuF6lpPNtKH/SgJYLJOLYkTzZlZKIkyGW\n");
        write("registry.yml",
            "version: 0.1\n"
            "storage: {filesystem: {rootdirectory: "
                + home_.filePath("data")
                + "}}\n"
                  "http: {addr: '"
                + QString(kName)
                + "'}\n"
                  "auth: {htpasswd: {realm: tests, path: "
                + home_.filePath("users") + "}}\n");
        process_.start("docker-registry", { "serve", home_.filePath("registry.yml") });
        return QTest::qWaitFor(
            [] {
                QTcpSocket socket;
                socket.connectToHost("127.0.0.1", 5055);
                return socket.waitForConnected(1'000);
            },
            20'000);
    }

private:
    void write(const QString& name, const QString& text)
    {
        QFile file(home_.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text.toUtf8());
    }

    QTemporaryDir home_;
    QProcess process_;
};

} // namespace quayside::test
