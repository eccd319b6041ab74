using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace QuantumAttributes.Agents.Tests;

/// <summary>Each test has its own meter, so that tests do not hear each other.</summary>
[Collection("Activity listeners are heard by the whole process")]
public sealed class AgentTelemetryTests : IDisposable
{
    private readonly OwnMeters _meters = new();
    private readonly MeterListener _listener = new();
    private readonly List<(double Milliseconds, string Capability, string Outcome)> _measured = [];
    private readonly ManualTime _time = new();
    private readonly IQuantumOrchestrator _orchestrator;

    public AgentTelemetryTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == _meters.Meter && instrument.Name == "quantum.capability.duration" && instrument.Unit == "ms")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>(OnMeasured);
        _listener.Start();

        var tick = new CapabilityDescriptor<ManualTime, int, int>(
            "time.pass", static (time, milliseconds, _) => time.PassAsync(milliseconds));
        _orchestrator = new ServiceCollection()
            .AddSingleton<IMeterFactory>(_meters).AddSingleton<TimeProvider>(_time).AddSingleton(_time)
            .AddQuantumAgent<ManualTime>(AgentDescriptor.Create<ManualTime>("time", tick))
            .AddQuantumAgent<EchoAgent>(EchoAgent.Descriptor)
            .BuildServiceProvider().GetRequiredService<IQuantumOrchestrator>();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meters.Dispose();
    }

    [Fact]
    public async Task Given_Success_When_Invoked_Expect_DurationOfTheWholeCall()
    {
        await _orchestrator.InvokeAsync<int, int>("time.pass", 250);

        Assert.Equal([(250.0, "time.pass", "success")], _measured);
    }

    [Fact]
    public async Task Given_FailingAgent_When_Invoked_Expect_ItsErrorAndOneFailure()
    {
        await Assert.ThrowsAsync<FormatException>(async () => await _orchestrator.InvokeAsync<int, int>("echo.fail", 1));

        Assert.Equal([(0.0, "echo.fail", "failure")], _measured);
    }

    [Fact]
    public async Task Given_CallerWhoCancels_When_Invoked_Expect_Canceled()
    {
        using var canceled = new CancellationTokenSource();
        var call = _orchestrator.InvokeAsync<TimeSpan, string>("echo.wait", TimeSpan.FromMinutes(1), canceled.Token);
        await canceled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await call);

        Assert.Equal([(0.0, "echo.wait", "canceled")], _measured);
    }

    [Theory]
    [InlineData(3, 3, "success")]
    [InlineData(3, 1, "success")] // who stops reading had what they wanted
    [InlineData(9, 9, "failure")]
    public async Task Given_Stream_When_Read_Expect_ItMeasuredOnceAtItsEnd(int to, int read, string outcome)
    {
        var items = new List<int>();
        var stream = _orchestrator.StreamAsync<int, int>("echo.count", to);
        Assert.Empty(_measured);

        Exception? failure = await Record.ExceptionAsync(async () =>
        {
            await foreach (int item in stream)
            {
                items.Add(item);
                if (items.Count == read)
                    break;
                Assert.Empty(_measured);
            }
        });

        Assert.Equal(outcome == "failure", failure is FormatException);
        Assert.Equal(Enumerable.Range(1, Math.Min(read, 4)), items);
        Assert.Equal([("echo.count", outcome)], _measured.Select(measured => (measured.Item2, measured.Item3)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_Stream_When_CanceledByEitherToken_Expect_TheAgentToStop(bool byTheCall)
    {
        using var canceled = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));
        var stream = _orchestrator.StreamAsync<int, int>("echo.count", -1, byTheCall ? canceled.Token : default);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (int _ in stream.WithCancellation(byTheCall ? default : canceled.Token))
                Assert.Fail("There is nothing to read.");
        });

        Assert.Equal("canceled", Assert.Single(_measured).Item3);
    }

    [Fact]
    public void Given_WrongNameOrTypes_When_Streamed_Expect_ErrorAtTheCall()
    {
        Assert.Throws<UnknownCapabilityException>(() => { _orchestrator.StreamAsync<int, int>("no.such", 1); });
        Assert.Throws<CapabilityTypeMismatchException>(() => { _orchestrator.StreamAsync<int, long>("echo.count", 1); });
        Assert.Throws<CapabilityTypeMismatchException>(() => { _orchestrator.StreamAsync<string, int>("echo.length", "x"); });
    }

    [Fact]
    public async Task Given_UnknownName_When_Invoked_Expect_NothingMeasured()
    {
        // Names come from callers: as a tag they would let anybody grow the metrics without bound.
        await Assert.ThrowsAsync<UnknownCapabilityException>(async () => await _orchestrator.InvokeAsync<int, int>("no.such", 1));

        Assert.Empty(_measured);
    }

    [Fact]
    public void Given_SynchronousAgent_When_Measured_Expect_NoAllocation()
    {
#if DEBUG
        Assert.Skip("Without optimisation the compiler makes state machines classes.");
#endif
        _listener.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });

        long allocated = QuantumOrchestratorTests.AllocatedBy(() => _orchestrator.InvokeAsync<string, int>("echo.length", "hello"));

        Assert.Equal(0, allocated);
    }

    [Fact]
    public async Task Given_ActivityListener_When_Invoked_Expect_OneActivityAndTheCallersContextRestored()
    {
        var stopped = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "QuantumAttributes",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = stopped.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var caller = new Activity("caller").Start();

        var call = _orchestrator.InvokeAsync<TimeSpan, string>("echo.wait", TimeSpan.FromMilliseconds(20));
        Assert.Same(caller, Activity.Current);
        await call;

        var activity = Assert.Single(stopped, activity => activity.ParentId == caller.Id);
        Assert.Equal(("echo.wait", ActivityStatusCode.Ok), (activity.OperationName, activity.Status));
        Assert.Equal("echo", activity.GetTagItem("quantum.agent"));
    }

    private void OnMeasured(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var byName = tags.ToArray().ToDictionary(tag => tag.Key, tag => (string)tag.Value!);
        Assert.Equal(2, byName.Count);
        _measured.Add((value, byName["capability"], byName["outcome"]));
    }

    private sealed class OwnMeters : IMeterFactory
    {
        public Meter Meter { get; } = new("QuantumAttributes");

        public Meter Create(MeterOptions options)
        {
            Assert.Equal("QuantumAttributes", options.Name);
            return Meter;
        }

        public void Dispose() => Meter.Dispose();
    }

    /// <summary>A clock that an agent's call moves: the agent of the test that looks at durations.</summary>
    private sealed class ManualTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public async ValueTask<int> PassAsync(int milliseconds)
        {
            await Task.Yield();
            _ticks += TimeSpan.FromMilliseconds(milliseconds).Ticks;
            return milliseconds;
        }
    }
}
