#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

namespace quayside::test {

// The engine that tests/run.sh started for the tests; empty when there is none, and then `engine_skip_reason` says why.
inline QString engine_endpoint()
{
    return qEnvironmentVariable("QUAYSIDE_TEST_DOCKER");
}

inline QString engine_skip_reason()
{
    return qEnvironmentVariable(
        "QUAYSIDE_TEST_DOCKER_SKIP", "QUAYSIDE_TEST_DOCKER names no engine: start tests/run.sh");
}

inline QString engine_image()
{
    return qEnvironmentVariable("QUAYSIDE_TEST_IMAGE", "busybox:latest");
}

// A second pair of eyes on that engine: the docker command line, not our own client. Standard output, trimmed.
inline QString docker(const QStringList& arguments)
{
    QProcess process;
    process.start("docker", QStringList{ "-H", engine_endpoint() } + arguments);
    process.waitForFinished(60'000);
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

inline QStringList docker_lines(const QStringList& arguments)
{
    return docker(arguments).split('\n', Qt::SkipEmptyParts);
}

} // namespace quayside::test
