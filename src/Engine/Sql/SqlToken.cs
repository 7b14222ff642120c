namespace Grader.Engine.Sql;

internal enum SqlTokenKind { Word, QuotedIdentifier, String, Number, Symbol, End }

/// <summary>A token with its place in the text.</summary>
/// <param name="Text">Words as written, symbols as they are, strings and quoted identifiers with escapes resolved.</param>
/// <param name="Start">Offset of the first character, from 0; <paramref name="End"/> is one past the last.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Text, int Start, int End)
{
    public bool IsWord(string word) => Kind == SqlTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsSymbol(string symbol) => Kind == SqlTokenKind.Symbol && Text == symbol;
}
