#pragma once

#include "core/base/json.h"

#include <nlohmann/json.hpp>

#include <QProcess>
#include <QString>
#include <QStringList>

namespace quayside::test {

// A script of tests/support with what it needs, and what it wrote if it failed.
inline QString run_script(const QString& name, const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral(QUAYSIDE_SOURCE_DIR "/tests/support/") + name, arguments);
    const bool ended = process.waitForFinished(60'000);
    return ended && process.exitCode() == 0 ? QString() : name + ": " + process.readAllStandardError();
}

// The machine with a Docker engine of tests/support/engine_host.sh, which says what it can be told.
class EngineHost {
public:
    EngineHost(const QString& tls_directory, int number)
        : tls_(tls_directory)
        , address_(QString("10.213.%1.2").arg(number))
    {
        process_.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process_.start(QStringLiteral(QUAYSIDE_SOURCE_DIR "/tests/support/engine_host.sh"),
            { tls_directory, QString::number(number) });
    }
    ~EngineHost()
    {
        process_.closeWriteChannel();
        process_.waitForFinished(60'000);
    }

    bool tell(const QString& command)
    {
        process_.write(command.toUtf8() + '\n');
        while (!process_.canReadLine())
            if (!process_.waitForReadyRead(90'000))
                return false;
        return process_.readLine() == "done\n";
    }

    QString address() const { return address_; }
    QString endpoint() const { return "tcp://" + address_ + ":2376"; }
    // The members of AddEngine that lead there.
    Json way() const
    {
        const auto file = [this](const char* name) { return (tls_ + "/" + name).toStdString(); };
        return { { "endpoint", endpoint().toStdString() },
            { "tls",
                { { "caCertificate", file("ca.pem") }, { "clientCertificate", file("client.pem") },
                    { "clientKey", file("client-key.pem") } } } };
    }
    // As docker_cli.h's docker(), on this engine.
    QString docker(const QStringList& arguments) const
    {
        QProcess process;
        process.start("docker",
            QStringList{ "--tlsverify", "--tlscacert", tls_ + "/ca.pem", "--tlscert", tls_ + "/client.pem", "--tlskey",
                tls_ + "/client-key.pem", "-H", endpoint() }
                + arguments);
        process.waitForFinished(60'000);
        return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
    }

private:
    QString tls_;
    QString address_;
    QProcess process_;
};

} // namespace quayside::test
