#include "tests/support/program.h"

#include "tests/support/reply_shape.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

#include <cstdio>

namespace quayside::test {

namespace {

constexpr int kStartMs = 20'000;
constexpr int kCallMs = 30'000;

QString program_path()
{
    return QCoreApplication::applicationDirPath() + "/quayside";
}

Json read_json(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return parse_json(file.readAll().toStdString()).value_or(Json());
}

} // namespace

Program::Program()
{
    process_.setProcessChannelMode(QProcess::MergedChannels);
}

// A crash that no check of the test met is told at least.
Program::~Program()
{
    if (process_.state() == QProcess::NotRunning && process_.error() == QProcess::Crashed && !killed_)
        std::fprintf(stderr, "the program had crashed: %s\n", qPrintable(output()));
    kill_9();
}

bool Program::start(QStringList more_arguments)
{
    return run(QStringList{ "--headless" } + more_arguments);
}

bool Program::start_with_window(QStringList more_arguments)
{
    return run(more_arguments);
}

bool Program::run(const QStringList& arguments)
{
    const QString ready = directory_.filePath("ready.json");
    QFile::remove(ready);
    killed_ = false;
    process_.start(program_path(),
        QStringList{ "--port", "0", "--state-dir", state_directory(), "--ready-file", ready } + arguments);
    const bool up = QTest::qWaitFor(
        [&] { return process_.state() == QProcess::NotRunning || read_json(ready).contains("endpoint"); }, kStartMs);
    output_.clear();
    const Json facts = read_json(ready);
    if (!up || !facts.contains("endpoint"))
        return false;
    endpoint_ = QUrl(QString::fromStdString(facts["endpoint"].get<std::string>()));
    return true;
}

void Program::kill_9()
{
    if (process_.state() == QProcess::NotRunning)
        return;
    killed_ = true;
    process_.kill();
    process_.waitForFinished();
}

bool Program::stop()
{
    process_.terminate();
    const bool ended = process_.waitForFinished(kStartMs);
    return ended && process_.exitStatus() == QProcess::NormalExit && process_.exitCode() == 0;
}

QString Program::output()
{
    output_ += QString::fromUtf8(process_.readAll());
    return output_;
}

Program::Answer Program::call(const QString& target, const Json& input) const
{
    QNetworkAccessManager network;
    QNetworkRequest request(endpoint_);
    const QString full = target.contains('.') ? target : "AmazonEC2ContainerServiceV20141113." + target;
    request.setRawHeader("X-Amz-Target", full.toUtf8());
    request.setRawHeader("Content-Type", "application/x-amz-json-1.1");
    request.setTransferTimeout(kCallMs);
    QEventLoop loop;
    QNetworkReply* reply = network.post(request, QByteArray::fromStdString(input.dump()));
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    Answer answer;
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.body = parse_json(reply->readAll().toStdString()).value_or(Json::object());
    const auto operation = full.section('.', 1).toStdString();
    if (const auto problem = answer.status == 200 ? shape_problem(operation, answer.body) : ""; !problem.empty())
        QTest::qFail(problem.c_str(), __FILE__, __LINE__);
    return answer;
}

} // namespace quayside::test
