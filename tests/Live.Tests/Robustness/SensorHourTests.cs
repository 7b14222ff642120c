using Grader.Testing;

namespace Grader.Live.Tests.Robustness;

public sealed class SensorHourTests
{
    [Fact]
    public void An_hour_of_sensors_comes_out_right_and_keeps_its_state_small()
    {
        // The same at 5,000 events a second is a benchmark: docs/performance.md.
        string folder = Directory.CreateTempSubdirectory("grader-hour-").FullName;
        try
        {
            var hour = new SensorHour(folder, eventsPerSecond: 100);
            Assert.Empty(hour.Run());
            Assert.InRange(hour.MostStateRows, 1, 8);
            Assert.True(hour.Batches >= 720, $"only {hour.Batches} batches");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
