using System.Text;
using Grader.Live.Files;

namespace Grader.Live.Tests.Files;

public sealed class Utf8ValidatorTests
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    [Fact]
    public void It_agrees_with_a_strict_decoder_on_any_bytes_in_any_pieces()
    {
        var random = new Random(11);
        byte[][] parts = [[(byte)'a'], [(byte)'\n'], [0xC3, 0xA9], [0xE2, 0x82, 0xAC], [0xF0, 0x9F, 0x98, 0x80], [0x80], [0xC3], [0xE2, 0x82], [0xF0, 0x9F], [0xFF], [0xED, 0xA0, 0x80]];
        for (int round = 0; round < 3000; round++)
        {
            int known = round % 2 == 0 ? parts.Length : 5;
            byte[] bytes = [.. Enumerable.Range(0, random.Next(12)).SelectMany(_ => parts[random.Next(known)])];
            int? expected = LineOfFirstError(bytes);
            var validator = new Utf8Validator();
            for (int start = 0; start < bytes.Length;)
            {
                int length = Math.Min(bytes.Length - start, random.Next(1, 5));
                validator.Add(bytes.AsSpan(start, length));
                start += length;
            }

            validator.End();
            Assert.True(expected == validator.InvalidLine, $"{Convert.ToHexString(bytes)}: expected {expected}, was {validator.InvalidLine}");
        }
    }

    private static int? LineOfFirstError(byte[] bytes)
    {
        try
        {
            Strict.GetString(bytes);
            return null;
        }
        catch (DecoderFallbackException e)
        {
            return 1 + bytes.AsSpan(0, e.Index).Count((byte)'\n');
        }
    }
}
