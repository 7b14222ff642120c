using System.Text;
using System.Text.Json;
using Grader.Plans.Json;

namespace Grader.Plans.Tests.Json;

/// <summary>Our reader and writer of JSON, held against the base library's.</summary>
public class JsonTextTests
{
    [Fact]
    public void A_random_value_is_read_as_the_base_library_reads_it()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            string text = new RandomJson(seed).Value(depth: 0);
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            using JsonDocument expected = JsonDocument.Parse(utf8);

            AssertSame(expected.RootElement, JsonText.Parse(utf8).Root);
        }
    }

    [Fact]
    public void A_mutated_value_is_refused_where_the_base_library_refuses_it()
    {
        int refused = 0;
        for (int seed = 0; seed < 3000; seed++)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(new RandomJson(seed).Value(depth: 0));
            var random = new Random(seed);
            utf8[random.Next(utf8.Length)] = (byte)"{}[]\",:\\0-+.eE tn\n\u0001\u007F"[random.Next(20)];
            refused += IsRefusedAsExpected(utf8) ? 1 : 0;
        }

        Assert.InRange(refused, 500, 2900);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("1 2")]
    [InlineData("[1,]")]
    [InlineData("[,1]")]
    [InlineData("[1 2]")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\":}")]
    [InlineData("{a:1}")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":[{\"b\":1}],\"c\":{},\"a\":2}")]
    [InlineData("{\"\\u0061\":1}")]
    [InlineData("01")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("nul")]
    [InlineData("True")]
    [InlineData("NaN")]
    [InlineData("\"a")]
    [InlineData("\"a\\\"")]
    [InlineData("\"\\")]
    [InlineData("\"a\nb\"")]
    [InlineData("[1/**/]")]
    public void What_is_no_value_of_ours_is_refused(string text) =>
        Assert.Contains("not valid JSON", Assert.Throws<WireFormatException>(() => JsonText.Parse(Encoding.UTF8.GetBytes(text))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12\"")]
    [InlineData("\"\\u+123\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\udc00\\ud800\"")]
    public void A_text_escaped_in_no_known_way_is_refused_when_it_is_read(string text) =>
        Assert.Throws<WireFormatException>(() => JsonText.Parse(Encoding.UTF8.GetBytes(text)).Root.GetString());

    [Fact]
    public void Bytes_that_are_no_characters_are_refused_when_they_are_read() =>
        Assert.Throws<WireFormatException>(() => JsonText.Parse(new byte[] { (byte)'"', 0xC3, 0x28, (byte)'"' }).Root.GetString());

    [Fact]
    public void An_object_holds_no_more_fields_than_a_form_could_have()
    {
        string Fields(int count) => "{" + string.Join(',', Enumerable.Range(0, count).Select(i => $"\"f{i}\":{i}")) + "}";

        Assert.Equal(JsonText.MaxFields, JsonText.Parse(Encoding.UTF8.GetBytes(Fields(JsonText.MaxFields))).Root.Count);
        Assert.Throws<WireFormatException>(() => JsonText.Parse(Encoding.UTF8.GetBytes(Fields(JsonText.MaxFields + 1))));
    }

    [Fact]
    public void A_text_longer_than_a_frame_is_refused() =>
        Assert.Throws<WireFormatException>(() => JsonText.Parse(new byte[WireLimits.FrameBytes + 1]));

    [Fact]
    public void The_longest_frame_of_the_most_values_is_read()
    {
        byte[] utf8 = new byte[WireLimits.FrameBytes];
        for (int i = 0; i < utf8.Length; i++)
        {
            utf8[i] = (byte)(i % 2 == 0 ? ',' : '1');
        }

        (utf8[0], utf8[^1]) = ((byte)'[', (byte)']');
        utf8[^2] = (byte)' ';

        Assert.Equal((utf8.Length - 2) / 2, JsonText.Parse(utf8).Root.Count);
    }

    [Fact]
    public void The_base_library_reads_every_text_that_is_written()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            string text = new RandomJson(seed).Text();
            var writer = new JsonWriter();
            writer.WriteStartObject();
            writer.WriteString("text", text);
            writer.WriteEndObject();
            using JsonDocument read = JsonDocument.Parse(writer.ToArray());

            Assert.Equal(text, read.RootElement.GetProperty("text").GetString());
        }
    }

    [Fact]
    public void The_base_library_reads_every_number_that_is_written()
    {
        var random = new Random(7);
        double[] doubles = [0, -0.0, 1, 0.1, 1e15, -1e15, 999_999_999_999_999, -999_999_999_999_999.5, 1e16, 1e-7, double.MaxValue, double.MinValue, double.Epsilon, .. Enumerable.Range(0, 500).Select(_ => RandomDouble(random))];
        long[] longs = [0, 1, -1, long.MaxValue, long.MinValue, .. Enumerable.Range(0, 100).Select(_ => random.NextInt64())];
        var writer = new JsonWriter();
        writer.WriteStartArray();
        foreach (double number in doubles)
        {
            writer.WriteNumberValue(number);
        }

        foreach (long number in longs)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
        using JsonDocument read = JsonDocument.Parse(writer.ToArray());

        Assert.Equal(doubles.Select(BitConverter.DoubleToInt64Bits), read.RootElement.EnumerateArray().Take(doubles.Length).Select(e => BitConverter.DoubleToInt64Bits(e.GetDouble())));
        Assert.Equal(longs, read.RootElement.EnumerateArray().Skip(doubles.Length).Select(e => e.GetInt64()));
    }

    [Fact]
    public void Base64_is_the_base_librarys()
    {
        var random = new Random(3);
        for (int length = 0; length < 100; length++)
        {
            byte[] bytes = new byte[length];
            random.NextBytes(bytes);
            byte[] text = new byte[JsonBase64.EncodedLength(length)];
            JsonBase64.Encode(bytes, text);

            Assert.Equal(Convert.ToBase64String(bytes), Encoding.ASCII.GetString(text));
            Assert.Equal(bytes, JsonBase64.Decode(text));
        }
    }

    [Theory]
    [InlineData("A")]
    [InlineData("AAA")]
    [InlineData("A===")]
    [InlineData("====")]
    [InlineData("AA=A")]
    [InlineData("AB==")]
    [InlineData("AAB=")]
    [InlineData("AA A")]
    [InlineData("AAA-")]
    public void What_is_no_base64_is_null(string text) => Assert.Null(JsonBase64.Decode(Encoding.ASCII.GetBytes(text)));

    private static double RandomDouble(Random random)
    {
        double value = BitConverter.Int64BitsToDouble(random.NextInt64());
        return double.IsFinite(value) ? value : 1.5;
    }

    /// <summary>Whether both refuse the text; throws where the two disagree.</summary>
    private static bool IsRefusedAsExpected(byte[] utf8)
    {
        JsonDocument expected;
        try
        {
            expected = JsonDocument.Parse(utf8, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            // Escapes are looked at when a text is read.
            Assert.Throws<WireFormatException>(() => ReadAll(JsonText.Parse(utf8).Root));
            return true;
        }

        using (expected)
        {
            try
            {
                AssertSame(expected.RootElement, JsonText.Parse(utf8).Root);
            }
            catch (InvalidOperationException)
            {
                // Half of a surrogate pair, which the base library looks for when a text is read.
                Assert.Throws<WireFormatException>(() => ReadAll(JsonText.Parse(utf8).Root));
                return true;
            }
            catch (WireFormatException)
            {
                // Stricter on purpose: names with escapes.
                Assert.Contains((byte)'\\', utf8);
            }
        }

        return false;
    }

    private static void ReadAll(JsonValue value)
    {
        switch (value.Kind)
        {
            case JsonKind.String:
                _ = value.GetString();
                break;
            case JsonKind.Array:
                foreach (JsonValue item in value.Items)
                {
                    ReadAll(item);
                }

                break;
            case JsonKind.Object:
                for (int i = 0; i < JsonText.MaxFields; i++)
                {
                    if (value.Field($"field{i}") is { } field)
                    {
                        ReadAll(field);
                    }
                }

                break;
        }
    }

    private static void AssertSame(JsonElement expected, JsonValue actual)
    {
        Assert.Equal(expected.ValueKind.ToString(), actual.Kind.ToString());
        switch (expected.ValueKind)
        {
            case JsonValueKind.String:
                Assert.Equal(expected.GetString(), actual.GetString());
                break;
            case JsonValueKind.Number:
                Assert.Equal(expected.TryGetInt32(out int number) ? number : null, actual.TryGetInt(out int ourNumber) ? ourNumber : (int?)null);
                Assert.Equal(expected.TryGetInt64(out long big) ? big : null, actual.TryGetLong(out long ourBig) ? ourBig : (long?)null);
                Assert.True(actual.TryGetDouble(out double real));
                Assert.Equal(expected.GetDouble(), real);
                break;
            case JsonValueKind.Array:
                Assert.Equal(expected.GetArrayLength(), actual.Count);
                int index = 0;
                foreach (JsonValue item in actual.Items)
                {
                    AssertSame(expected[index], item);
                    AssertSame(expected[index], actual[index]);
                    index++;
                }

                break;
            case JsonValueKind.Object:
                Assert.Equal(expected.GetPropertyCount(), actual.Count);
                foreach (JsonProperty property in expected.EnumerateObject())
                {
                    AssertSame(property.Value, actual.Field(property.Name)!.Value);
                }

                Assert.Null(actual.Field("no such field"));
                break;
        }
    }
}
