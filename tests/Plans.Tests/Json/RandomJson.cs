using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Grader.Plans.Tests.Json;

/// <summary>JSON texts from a seed: all kinds of values, blanks anywhere, texts of every kind of character.</summary>
internal sealed class RandomJson(int seed)
{
    private static readonly string[] Pieces = ["a", " ", "\"", "\\", "/", "\n", "\t", "\0", "\u001F", "\u007F", "é", "Ж", "漢", "\uFFFD", "😀", "long enough to be copied as a whole"];

    private readonly Random random = new(seed);

    public string Value(int depth) => Blank() + (random.Next(depth > 5 ? 5 : 8) switch
    {
        0 => random.Next(2) == 0 ? "true" : "false",
        1 => "null",
        2 => random.Next(-1000, 1000).ToString(CultureInfo.InvariantCulture) + (random.Next(3) == 0 ? "e-3" : ""),
        3 => (random.NextDouble() * Math.Pow(10, random.Next(-20, 20))).ToString("R", CultureInfo.InvariantCulture),
        4 => JsonSerializer.Serialize(Text()),
        5 or 6 => "[" + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(depth + 1))) + Blank() + "]",
        _ => "{" + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(i => $"{Blank()}\"field{i}\"{Blank()}:{Value(depth + 1)}")) + Blank() + "}",
    }) + Blank();

    public string Text()
    {
        var text = new StringBuilder();
        for (int i = random.Next(12); i > 0; i--)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }

    private string Blank() => random.Next(4) == 0 ? " \r\n\t"[..random.Next(1, 5)] : "";
}
