using System.Globalization;
using System.Text;
using Grader.Engine.Text;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>URLs: their parts, and percent-encoding as java.net does it.</summary>
internal static class UrlFunctions
{
    private static readonly Parameter Text = Parameter.String;

    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        Entries.Of("url_encode", Signature.Of(new StringType(), [Text]), Evaluate.Strict(v => Datum.Of(ValueLimits.Checked("url_encode", Encode(v.String)))), "A text in the form of a query's value."),
        Entries.Of("url_decode", Signature.Of(new StringType(), [Text]), Evaluate.Strict(v => Datum.Of(Decode(v.String))), "The text of a query's value."),
        Entries.Of("parse_url", Signature.Of(new StringType(), [Text, Text, Text], optional: 1, alwaysNullable: true), Evaluate.StrictMany(Part), "A part of a URL: HOST, PATH, QUERY, REF, PROTOCOL, FILE, AUTHORITY or USERINFO; of the query, the value of a key."),
    ];

    private static string Encode(string text)
    {
        var result = new StringBuilder();
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            _ = char.IsAsciiLetterOrDigit((char)b) || (char)b is '.' or '-' or '*' or '_' ? result.Append((char)b)
                : b == ' ' ? result.Append('+')
                : result.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        }

        return result.ToString();
    }

    private static string Decode(string text)
    {
        List<byte> bytes = [];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                bytes.Add(i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value)
                    ? value
                    : throw new SparkException(new SparkError("IllegalArgumentException", "CANNOT_DECODE_URL",
                        $"[CANNOT_DECODE_URL] The provided URL cannot be decoded: {text}. Please ensure that the URL is properly formatted and try again.")));
                i += 2;
            }
            else if (text[i] == '+')
            {
                bytes.Add((byte)' ');
            }
            else
            {
                int width = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(text.Substring(i, width)));
                i += width - 1;
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static Datum Part(Datum[] a)
    {
        if (JavaUri.TryParse(a[0].String) is not { } uri)
        {
            return Datum.Null;
        }

        string? part = a[1].String switch
        {
            "HOST" => uri.Host,
            "PATH" => uri.Path,
            "QUERY" => uri.Query,
            "REF" => uri.Fragment,
            "PROTOCOL" => uri.Scheme,
            "FILE" => uri.Query is null ? uri.Path : $"{uri.Path}?{uri.Query}",
            "AUTHORITY" => uri.Authority,
            "USERINFO" => uri.UserInfo,
            _ => null,
        };
        return Datum.Of(a.Length == 2 ? part : a[1].String == "QUERY" && part is not null ? ValueOf(part, a[2].String) : null);
    }

    private static string? ValueOf(string query, string key) => query.Split('&').Where(pair => pair.StartsWith(key + "=", StringComparison.Ordinal)).Select(pair => pair[(key.Length + 1)..]).FirstOrDefault();
}
