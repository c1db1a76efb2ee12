#include "core/scheduler/expression_node.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace quayside::scheduler {

namespace {

using Node = Expression::Node;

constexpr int kMaxDepth = 64;

struct Operator {
    std::string_view text;
    Comparison comparison;
    bool negated;
};

// Longer spellings first where one begins with another.
constexpr Operator kOperators[] = {
    { "!exists", Comparison::Exists, true },
    { "not_exists", Comparison::Exists, true },
    { "exists", Comparison::Exists, false },
    { "!in", Comparison::In, true },
    { "not_in", Comparison::In, true },
    { "in", Comparison::In, false },
    { "==", Comparison::Equal, false },
    { "equals", Comparison::Equal, false },
    { "!=", Comparison::Equal, true },
    { "not_equals", Comparison::Equal, true },
    { "greater_than_equal", Comparison::GreaterOrEqual, false },
    { ">=", Comparison::GreaterOrEqual, false },
    { "greater_than", Comparison::Greater, false },
    { ">", Comparison::Greater, false },
    { "less_than_equal", Comparison::LessOrEqual, false },
    { "<=", Comparison::LessOrEqual, false },
    { "less_than", Comparison::Less, false },
    { "<", Comparison::Less, false },
    { "=~", Comparison::Matches, false },
    { "matches", Comparison::Matches, false },
    { "!~", Comparison::Matches, true },
    { "not_matches", Comparison::Matches, true },
};

constexpr std::pair<std::string_view, Subject> kSubjects[] = {
    { "task:group", Subject::Group },
    { "agentConnected", Subject::AgentConnected },
    { "agentVersion", Subject::AgentVersion },
    { "ec2InstanceId", Subject::InstanceId },
    { "registeredAt", Subject::RegisteredAt },
    { "runningTasksCount", Subject::RunningTasks },
};

bool is_space(char c)
{
    return std::isspace(static_cast<unsigned char>(c)) != 0;
}

bool is_word(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

bool is_name(char c)
{
    return is_word(c) || c == '.' || c == '/' || c == '\\' || c == '-';
}

bool allows(Subject subject, Comparison comparison)
{
    const bool ordered = comparison >= Comparison::Less;
    switch (subject) {
    case Subject::Attribute:
    case Subject::Group:
        return true;
    case Subject::AgentConnected:
    case Subject::InstanceId:
        return !ordered && comparison != Comparison::Exists;
    case Subject::AgentVersion:
    case Subject::RegisteredAt:
    case Subject::RunningTasks:
        return ordered || comparison == Comparison::Equal;
    }
    return false;
}

class Parser {
public:
    explicit Parser(std::string_view text)
        : text_(text)
    {
    }

    Result<Node> parse()
    {
        auto node = parse_or();
        skip_space();
        if (node && at_ < text_.size())
            return expected("and, or, or the end");
        return node;
    }

private:
    Unexpected<Error> expected(const std::string& what) const
    {
        return fail(Error::invalid_parameter(
            "The expression is not valid at character " + std::to_string(at_ + 1) + ": " + what + " was expected."));
    }

    void skip_space()
    {
        while (at_ < text_.size() && is_space(text_[at_]))
            ++at_;
    }

    // Takes a symbol, or a word that ends here.
    bool take(std::string_view token)
    {
        skip_space();
        if (!text_.substr(at_).starts_with(token))
            return false;
        const std::size_t end = at_ + token.size();
        if (is_word(token.back()) && end < text_.size() && is_word(text_[end]))
            return false;
        at_ = end;
        return true;
    }

    Result<Node> join(Node::Kind kind, Result<Node> (Parser::*part)(), std::string_view word, std::string_view symbol)
    {
        auto left = (this->*part)();
        while (left && (take(word) || take(symbol))) {
            auto right = (this->*part)();
            if (!right)
                return right;
            Node both;
            both.kind = kind;
            both.children.push_back(std::move(left).value());
            both.children.push_back(std::move(right).value());
            left = std::move(both);
        }
        return left;
    }

    Result<Node> parse_or() { return join(Node::Kind::Or, &Parser::parse_and, "or", "||"); }
    Result<Node> parse_and() { return join(Node::Kind::And, &Parser::parse_unary, "and", "&&"); }

    Result<Node> parse_unary()
    {
        if (++depth_ > kMaxDepth)
            return expected("an expression that is nested less deeply");
        auto node = parse_unary_inside();
        --depth_;
        return node;
    }

    Result<Node> parse_unary_inside()
    {
        if (take("not") || take("!")) {
            auto inner = parse_unary();
            if (!inner)
                return inner;
            Node negation;
            negation.kind = Node::Kind::Not;
            negation.children.push_back(std::move(inner).value());
            return negation;
        }
        if (!take("("))
            return parse_compare();
        auto inner = parse_or();
        if (inner && !take(")"))
            return expected("\")\"");
        return inner;
    }

    Result<Node> parse_compare()
    {
        Node node;
        if (!take_subject(node))
            return expected("attribute:NAME, task:group, agentConnected, agentVersion, ec2InstanceId, registeredAt or "
                            "runningTasksCount");
        skip_space();
        const std::size_t start = at_;
        const auto* op = std::ranges::find_if(kOperators, [this](const Operator& o) { return take(o.text); });
        if (op == std::end(kOperators))
            return expected("an operator such as ==, != or in");
        node.comparison = op->comparison;
        node.negated = op->negated;
        if (!allows(node.subject, node.comparison)) {
            at_ = start;
            return expected("an operator that this subject supports");
        }
        if (node.comparison == Comparison::Exists)
            return node;
        return node.comparison == Comparison::In ? parse_list(std::move(node)) : parse_value(std::move(node));
    }

    bool take_subject(Node& node)
    {
        if (take("attribute:")) {
            const std::size_t start = at_;
            while (at_ < text_.size() && is_name(text_[at_]))
                ++at_;
            node.attribute = text_.substr(start, at_ - start);
            return !node.attribute.empty();
        }
        const auto* found
            = std::ranges::find_if(kSubjects, [this](const auto& subject) { return take(subject.first); });
        if (found == std::end(kSubjects))
            return false;
        node.subject = found->second;
        return true;
    }

    Result<Node> parse_list(Node node)
    {
        if (!take("["))
            return expected("a list such as [a, b]");
        do {
            auto value = take_value(true);
            if (!value)
                return fail(value.error());
            node.values.push_back(std::move(value).value());
        } while (take(","));
        if (!take("]"))
            return expected("\",\" or \"]\"");
        return node;
    }

    Result<Node> parse_value(Node node)
    {
        skip_space();
        const std::size_t start = at_;
        auto value = take_value(false);
        if (!value)
            return fail(value.error());
        if (auto problem = read_value(node, *value); !problem.empty()) {
            at_ = start;
            return expected(problem);
        }
        node.values.push_back(std::move(value).value());
        return node;
    }

    // What was expected instead, or nothing.
    static std::string read_value(Node& node, const std::string& value)
    {
        if (node.comparison == Comparison::Matches) {
            auto pattern = Pattern::compile(value);
            if (!pattern)
                return "a pattern that is valid (" + pattern.error().message + ")";
            node.pattern = std::make_shared<const Pattern>(std::move(pattern).value());
        } else if (node.subject == Subject::RunningTasks && !parse_number(value)) {
            return "a number";
        } else if (node.subject == Subject::AgentVersion && !parse_version(value)) {
            return "a version such as 1.14.5";
        } else if (node.subject == Subject::RegisteredAt) {
            const auto time = parse_time(value);
            if (!time)
                return "a time such as 2024-03-01T10:00:00Z";
            node.time = *time;
        }
        return {};
    }

    Result<std::string> take_value(bool in_list)
    {
        skip_space();
        if (at_ < text_.size() && (text_[at_] == '\'' || text_[at_] == '"'))
            return take_quoted(text_[at_]);
        const std::size_t start = at_;
        for (int open = 0; at_ < text_.size() && !ends_bare(in_list, open); ++at_)
            open += text_[at_] == '(' ? 1 : text_[at_] == ')' ? -1 : 0;
        if (at_ == start)
            return expected("a value");
        return std::string(text_.substr(start, at_ - start));
    }

    bool ends_bare(bool in_list, int open) const
    {
        const char c = text_[at_];
        const auto rest = text_.substr(at_);
        return is_space(c) || (in_list && (c == ',' || c == ']')) || (c == ')' && open == 0) || rest.starts_with("&&")
            || rest.starts_with("||");
    }

    Result<std::string> take_quoted(char quote)
    {
        const auto end = text_.find(quote, at_ + 1);
        if (end == std::string_view::npos) {
            at_ = text_.size();
            return expected(std::string("a closing ") + quote);
        }
        const std::string value(text_.substr(at_ + 1, end - at_ - 1));
        at_ = end + 1;
        return value;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

bool names_tasks(const Node& node)
{
    if (node.kind == Node::Kind::Compare)
        return node.subject == Subject::Group || node.subject == Subject::RunningTasks;
    return std::ranges::any_of(node.children, names_tasks);
}

} // namespace

struct Expression::Parsed {
    Node root;
    std::string text;
    bool asks_for_tasks = false;
};

Expression::Expression(std::shared_ptr<const Parsed> parsed)
    : parsed_(std::move(parsed))
{
}

Result<Expression> Expression::parse(std::string_view text)
{
    auto node = Parser(text).parse();
    if (!node)
        return fail(node.error());
    const bool tasks = names_tasks(*node);
    return Expression(std::make_shared<const Parsed>(Parsed{ std::move(node).value(), std::string(text), tasks }));
}

bool Expression::matches(const Facts& facts) const
{
    return evaluate(parsed_->root, facts);
}

const std::string& Expression::text() const
{
    return parsed_->text;
}

bool Expression::asks_for_tasks() const
{
    return parsed_->asks_for_tasks;
}

} // namespace quayside::scheduler
