using System.Text;
using Grader.Plans;

namespace Grader.Engine.Text;

/// <summary>A LIKE pattern: <c>%</c> any text, <c>_</c> one code point, the escape makes <c>%</c>, <c>_</c> and itself plain.</summary>
/// <remarks>Matches in time proportional to text times pattern at worst; no backtracking.</remarks>
public sealed class LikePattern
{
    private readonly List<Token> tokens = [];
    private readonly bool ignoresCase;

    /// <exception cref="SparkException">The escape stands before another character, or at the end.</exception>
    public LikePattern(string pattern, char escape, bool ignoresCase)
    {
        this.ignoresCase = ignoresCase;
        string folded = ignoresCase ? JavaCase.ToLower(pattern) : pattern;
        for (int i = 0; i < folded.Length;)
        {
            if (folded[i] == escape)
            {
                if (i + 1 == folded.Length)
                {
                    throw Invalid(pattern, "ESC_AT_THE_END", "The escape character is not allowed to end with.");
                }

                if (folded[i + 1] is not ('%' or '_') && folded[i + 1] != escape)
                {
                    throw Invalid(pattern, "ESC_IN_THE_MIDDLE", $"The escape character is not allowed to precede '{folded[i + 1]}'.");
                }

                i++;
                tokens.Add(new Token(TokenKind.Character, new Rune(folded[i++])));
                continue;
            }

            Rune.DecodeFromUtf16(folded.AsSpan(i), out Rune rune, out int width);
            tokens.Add(rune.Value switch
            {
                '%' => new Token(TokenKind.Any, rune),
                '_' => new Token(TokenKind.One, rune),
                _ => new Token(TokenKind.Character, rune),
            });
            i += width;
        }
    }

    private enum TokenKind { Character, One, Any }

    public bool IsMatch(string value)
    {
        ReadOnlySpan<char> text = ignoresCase ? JavaCase.ToLower(value) : value;
        int at = 0, token = 0, anyToken = -1, anyAt = 0;
        while (at < text.Length)
        {
            Rune.DecodeFromUtf16(text[at..], out Rune rune, out int width);
            if (token < tokens.Count && tokens[token].Kind == TokenKind.Any)
            {
                (anyToken, anyAt) = (token++, at);
            }
            else if (token < tokens.Count && (tokens[token].Kind == TokenKind.One || tokens[token].Rune == rune))
            {
                token++;
                at += width;
            }
            else if (anyToken >= 0)
            {
                // The last % takes one character more.
                Rune.DecodeFromUtf16(text[anyAt..], out _, out int taken);
                anyAt += taken;
                (token, at) = (anyToken + 1, anyAt);
            }
            else
            {
                return false;
            }
        }

        while (token < tokens.Count && tokens[token].Kind == TokenKind.Any)
        {
            token++;
        }

        return token == tokens.Count;
    }

    private static SparkException Invalid(string pattern, string subclass, string words) => SparkException.Analysis(
        $"INVALID_FORMAT.{subclass}", $"[INVALID_FORMAT.{subclass}] The format is invalid: '{pattern.Replace("\\", "\\\\", StringComparison.Ordinal)}'. {words}");

    private readonly record struct Token(TokenKind Kind, Rune Rune);
}
