using System.Globalization;
using System.Text;

namespace Grader.Benchmarks;

/// <summary>The events of the large replay, the same on every machine: ten million in 100 files are 909 MB.</summary>
internal static class TaxiEvents
{
    public static void Write(string folder, int events, int files)
    {
        Directory.CreateDirectory(folder);
        int perFile = events / files;
        for (int file = 0; file < files; file++)
        {
            string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"part-{file:000}.json"));
            using (var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 20))
            {
                for (int i = file * perFile; i < (file + 1) * perFile; i++)
                {
                    WriteEvent(writer, i);
                }
            }

            File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddSeconds(1_700_000_000 + file));
        }
    }

    /// <summary>500 events a second of event time, up to a minute out of order, one in a thousand five minutes late.</summary>
    private static void WriteEvent(StreamWriter writer, int number)
    {
        long ms = 1_700_000_000_000 + number * 2L - number * 7919L % 60_000 - (number % 1000 == 999 ? 300_000 : 0);
        string kind = "\"event_type\":\"start_ride\"";
        if (number % 2 != 0)
        {
            double fare = number * 37L % 4000 / 100.0;
            kind = string.Create(CultureInfo.InvariantCulture, $"\"event_type\":\"end_ride\",\"fare\":{fare}{(double.IsInteger(fare) ? ".0" : "")}");
        }

        writer.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"event_id\":\"e{number}\",{kind},\"event_time\":\"{DateTime.UnixEpoch.AddMilliseconds(ms):yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\"}}\n"));
    }
}
