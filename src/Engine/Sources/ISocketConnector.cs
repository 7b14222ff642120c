namespace Grader.Engine.Sources;

/// <summary>Opens the connections of socket sources.</summary>
public interface ISocketConnector
{
    /// <summary>Connects; throws <see cref="IOException"/> with Java's text (<c>Connection refused (Connection refused)</c>) where nobody listens.</summary>
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
}
