using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Grader.Report;

/// <summary>Writes JSON in which every letter stays readable, and whatever steers a terminal, a reader's eye, a page or a CI's log (<c>##[</c>) is a visible escape.</summary>
internal sealed class PlainTextEncoder : JavaScriptEncoder
{
    private const int LongestEscape = 12; // a surrogate pair

    public override int MaxOutputCharactersPerInputCharacter => LongestEscape;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is '"' or '\\' or '<' or '>' or '&' or '#' || PlainText.IsInvisible(new Rune(unicodeScalar));

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (int at = 0; at < textLength;)
        {
            if (Rune.DecodeFromUtf16(new ReadOnlySpan<char>(text + at, textLength - at), out Rune rune, out int length) != System.Buffers.OperationStatus.Done || WillEncode(rune.Value))
            {
                return at;
            }

            at += length;
        }

        return -1;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        string escape = unicodeScalar switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ => string.Concat(new Rune(unicodeScalar).ToString().Select(unit => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}"))),
        };
        bool fits = escape.AsSpan().TryCopyTo(new Span<char>(buffer, bufferLength));
        numberOfCharactersWritten = fits ? escape.Length : 0;
        return fits;
    }
}
