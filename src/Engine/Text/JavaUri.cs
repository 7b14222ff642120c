namespace Grader.Engine.Text;

/// <summary>The raw parts of a URI as java.net.URI finds them (RFC 2396); parts that are absent are null.</summary>
/// <param name="Path">Empty, not null, for a URI with an authority; null for one such as <c>mailto:a@b</c>.</param>
internal sealed record JavaUri(string? Scheme, string? Authority, string? UserInfo, string? Host, string? Path, string? Query, string? Fragment)
{
    private const string Marks = "-_.!~*'();/?:@&=+$,%#[]";

    /// <summary>Null where the text is no URI: a character that must be escaped, or a scheme with nothing behind it.</summary>
    public static JavaUri? TryParse(string text)
    {
        if (!text.All(IsLegal) || !EscapesAreWhole(text))
        {
            return null;
        }

        int hash = text.IndexOf('#', StringComparison.Ordinal);
        string? fragment = hash < 0 ? null : text[(hash + 1)..];
        string rest = hash < 0 ? text : text[..hash];
        int colon = rest.IndexOfAny([':', '/', '?']) is var end && end > 0 && rest[end] == ':' ? end : -1;
        string? scheme = colon < 0 ? null : rest[..colon];
        if (rest.StartsWith(':') || (scheme is not null && (!char.IsAsciiLetter(scheme[0]) || !scheme.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.') || colon + 1 == rest.Length)))
        {
            return null;
        }

        rest = rest[(colon + 1)..];
        if (scheme is not null && !rest.StartsWith('/'))
        {
            return new JavaUri(scheme, null, null, null, null, null, fragment);
        }

        int question = rest.IndexOf('?', StringComparison.Ordinal);
        string? query = question < 0 ? null : rest[(question + 1)..];
        string path = question < 0 ? rest : rest[..question];
        if (!path.StartsWith("//", StringComparison.Ordinal))
        {
            return new JavaUri(scheme, null, null, null, path, query, fragment);
        }

        int slash = path.IndexOf('/', 2);
        string authority = slash < 0 ? path[2..] : path[2..slash];
        path = slash < 0 ? "" : path[slash..];
        if (authority.Length == 0)
        {
            return path.Length == 0 ? null : new JavaUri(scheme, null, null, null, path, query, fragment);
        }

        (string? userInfo, string? host) = Server(authority);
        return new JavaUri(scheme, authority, userInfo, host, path, query, fragment);
    }

    private static bool IsLegal(char c) => char.IsAsciiLetterOrDigit(c) || Marks.Contains(c, StringComparison.Ordinal) || (c > '\u007F' && !char.IsControl(c) && !char.IsWhiteSpace(c));

    private static bool EscapesAreWhole(string text)
    {
        for (int at = text.IndexOf('%', StringComparison.Ordinal); at >= 0; at = text.IndexOf('%', at + 1))
        {
            if (at + 2 >= text.Length || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2]))
            {
                return false;
            }
        }

        return true;
    }

    // An authority that is no [user@]host[:port] names a registry: it has neither user nor host.
    private static (string? UserInfo, string? Host) Server(string authority)
    {
        int at = authority.IndexOf('@', StringComparison.Ordinal);
        string? userInfo = at < 0 ? null : authority[..at];
        string server = authority[(at + 1)..];
        int port = server.StartsWith('[') ? server.IndexOf(':', Math.Max(0, server.IndexOf(']', StringComparison.Ordinal))) : server.IndexOf(':', StringComparison.Ordinal);
        string host = port < 0 ? server : server[..port];
        bool isPort = port < 0 || server.AsSpan(port + 1).IndexOfAnyExceptInRange('0', '9') < 0;
        return isPort && IsHost(host) ? (userInfo, host) : (null, null);
    }

    private static bool IsHost(string host)
    {
        if (host is ['[', .., ']'])
        {
            return true;
        }

        string[] labels = (host.EndsWith('.') ? host[..^1] : host).Split('.');
        bool areLabels = labels.All(label => label.Length > 0 && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && label[0] != '-' && label[^1] != '-');
        bool isAddress = labels.Length == 4 && labels.All(label => byte.TryParse(label, out _));
        return areLabels && (isAddress || char.IsAsciiLetter(labels[^1][0]));
    }
}
