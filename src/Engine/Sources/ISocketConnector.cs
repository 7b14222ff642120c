namespace Grader.Engine.Sources;

/// <summary>Opens the connections of socket sources.</summary>
public interface ISocketConnector
{
    /// <summary>
    /// Connects; throws <see cref="IOException"/>, or a <see cref="Plans.SparkException"/> of Java's class, with Java's text
    /// (<c>Connection refused (Connection refused)</c>) where nobody listens.
    /// </summary>
    ISocketConnection Connect(string host, int port);
}

/// <summary>Lines received since the connection was opened.</summary>
public interface ISocketConnection
{
    int LineCount { get; }

    /// <param name="index">From 0.</param>
    string Line(int index);

    /// <summary>Arrival time in milliseconds since the epoch.</summary>
    long ReceivedMs(int index);

    /// <summary>Lines before that index are not asked for again.</summary>
    void Release(int index)
    {
    }

    /// <summary>The query has ended.</summary>
    void Close()
    {
    }
}
