using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Grader.Compile;

/// <summary>
/// Finds text nested so deeply that the parser, which recurses over some constructs without a guard, could overflow its stack: that ends the process
/// and cannot be caught. Works on characters and tokens alone, without recursion.
/// </summary>
internal static class Nesting
{
    // Deeper than any statement that was written by hand.
    private const int Deepest = 500;
    private const int MostInterpolations = 5000;
    private const int DeepestInterpolation = 50;

    /// <returns>Offset of the place where it becomes too deep; null where it nowhere does.</returns>
    public static int? TooDeepAt(string text, CSharpParseOptions options) => DeepDirective(text) ?? DeepInterpolation(text) ?? DeepTokens(text, options);

    // The conditions of #if are parsed by recursion, while tokens are read.
    private static int? DeepDirective(string text)
    {
        int operators = 0;
        bool isDirective = false, isLineStart = true;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '\n' or '\r' or '\u2028' or '\u2029' or '\u0085')
            {
                (operators, isDirective, isLineStart) = (0, false, true);
            }
            else if (isLineStart && !char.IsWhiteSpace(c))
            {
                (isDirective, isLineStart) = (c == '#', false);
            }
            else if (isDirective && c is '(' or '!' or '|' or '&' or '=' && ++operators > Deepest)
            {
                return i;
            }
        }

        return null;
    }

    // So are interpolated strings within interpolated strings, and each level is read once more by every level around it.
    private static int? DeepInterpolation(string text)
    {
        int count = 0, nested = 0;
        for (int i = text.IndexOf('$', StringComparison.Ordinal); i >= 0; i = text.IndexOf('$', i + 1))
        {
            count++;
            nested += text.AsSpan(0, i).TrimEnd() is [.., '{'] ? 1 : 0;
            if (count > MostInterpolations || nested > DeepestInterpolation)
            {
                return i;
            }
        }

        return null;
    }

    private static int? DeepTokens(string text, CSharpParseOptions options)
    {
        int brackets = 0, angles = 0, repeated = 0, rightward = 0;
        SyntaxKind last = SyntaxKind.None;
        foreach (SyntaxToken token in SyntaxFactory.ParseTokens(text, options: options))
        {
            SyntaxKind kind = token.Kind();
            brackets += kind is SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken or SyntaxKind.OpenBraceToken ? 1 : 0;
            switch (kind)
            {
                case SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken or SyntaxKind.CloseBraceToken:
                    brackets = Math.Max(0, brackets - 1);
                    break;
                case SyntaxKind.LessThanToken:
                    angles++;
                    break;
                case SyntaxKind.GreaterThanToken:
                    angles = Math.Max(0, angles - 1);
                    break;
                case SyntaxKind.QuestionToken or SyntaxKind.EqualsGreaterThanToken:
                case SyntaxKind.OpenParenToken when last == SyntaxKind.CloseParenToken: // a cast of a cast
                    rightward++;
                    break;
                case SyntaxKind.SemicolonToken:
                    (angles, rightward) = (0, 0);
                    break;
            }

            // Prefixes: - - - x, not not not x.
            repeated = kind == last && kind != SyntaxKind.SemicolonToken ? repeated + 1 : 0;
            last = kind;
            if (brackets + angles + rightward > Deepest || repeated > Deepest)
            {
                return token.SpanStart;
            }
        }

        return null;
    }
}
