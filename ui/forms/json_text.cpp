#include "ui/forms/json_text.h"

#include "ui/forms/field_path.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>

#include <cstring>

namespace quayside::ui {

namespace {

// Walks through valid JSON and remembers the line of the deepest value on the way to a path.
class LineFinder {
public:
    LineFinder(std::string text, std::vector<PathStep> path)
        : text_(std::move(text))
        , path_(std::move(path))
    {
    }

    int find()
    {
        value(0, true);
        return found_;
    }

private:
    void value(std::size_t depth, bool on_path)
    {
        skip_space();
        if (on_path)
            found_ = line_;
        if (peek() == '{')
            members(depth, on_path);
        else if (peek() == '[')
            elements(depth, on_path);
        else if (peek() == '"')
            string();
        else
            while (at_ < text_.size() && !strchr(",]}\n \t\r", text_[at_]))
                ++at_;
    }

    void members(std::size_t depth, bool on_path)
    {
        for (++at_; skip_space(), at_ < text_.size() && peek() != '}';) {
            const auto name = string();
            skip_space();
            ++at_; // the colon
            value(depth + 1, on_path && depth < path_.size() && path_[depth].member == name);
            skip_comma();
        }
        ++at_;
    }

    void elements(std::size_t depth, bool on_path)
    {
        std::size_t index = 0;
        for (++at_; skip_space(), at_ < text_.size() && peek() != ']'; ++index) {
            const bool here = depth < path_.size() && path_[depth].member.empty() && path_[depth].index == index;
            value(depth + 1, on_path && here);
            skip_comma();
        }
        ++at_;
    }

    std::string string()
    {
        std::string text;
        for (++at_; at_ < text_.size() && peek() != '"'; ++at_) {
            if (peek() == '\\')
                ++at_;
            text += peek();
        }
        ++at_;
        return text;
    }

    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    void skip_space()
    {
        for (; at_ < text_.size() && strchr(" \t\r\n", text_[at_]); ++at_)
            line_ += text_[at_] == '\n';
    }

    void skip_comma()
    {
        skip_space();
        at_ += peek() == ',';
    }

    std::string text_;
    std::vector<PathStep> path_;
    std::size_t at_ = 0;
    int line_ = 1;
    int found_ = 1;
};

} // namespace

QString json_text(const Json& value)
{
    return QString::fromStdString(value.dump(2, ' ', false, Json::error_handler_t::replace));
}

int line_in(const std::string& message)
{
    static const QRegularExpression line("line (\\d+)");
    const auto match = line.match(QString::fromStdString(message));
    return match.hasMatch() ? match.captured(1).toInt() : 1;
}

std::optional<int> line_of_path(const QString& text, const std::string& path)
{
    auto bytes = text.toStdString();
    if (!parse_json(bytes))
        return std::nullopt;
    return LineFinder(std::move(bytes), parse_path(path)).find();
}

} // namespace quayside::ui
