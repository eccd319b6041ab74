using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace QuantumAttributes.Agents;

/// <summary>What operators see of the agents' work.</summary>
internal sealed class AgentTelemetry(IMeterFactory? meters, TimeProvider time)
{
    public const string Name = "QuantumAttributes";
    public const string DurationName = "quantum.capability.duration";

    public const string Success = "success";
    public const string Failure = "failure";
    public const string Canceled = "canceled";

    private static readonly ActivitySource Activities = new(Name);

    private readonly Histogram<double> _duration = (meters?.Create(Name) ?? new Meter(Name))
        .CreateHistogram<double>(DurationName, "ms", "How long calls of capabilities take, by capability and outcome.");

    public static AgentTelemetry From(IServiceProvider services) =>
        new(services.GetService<IMeterFactory>(), services.GetService<TimeProvider>() ?? TimeProvider.System);

    public bool IsObserved => _duration.Enabled || Activities.HasListeners();

    public long Now => time.GetTimestamp();

    public static Activity? Start(BoundCapability capability)
    {
        var activity = Activities.StartActivity(capability.Descriptor.Name);
        activity?.SetTag("quantum.agent", capability.Agent.Name);
        activity?.SetTag("quantum.capability", capability.Descriptor.Name);
        activity?.SetTag("quantum.algorithm", capability.Descriptor.Algorithm);
        return activity;
    }

    public void Record(BoundCapability capability, long started, string outcome, Activity? activity)
    {
        // The type of the error is left to the agent's own logs: an exception's text may quote the request.
        activity?.SetStatus(outcome == Success ? ActivityStatusCode.Ok : ActivityStatusCode.Error, outcome);
        _duration.Record(
            time.GetElapsedTime(started).TotalMilliseconds,
            new KeyValuePair<string, object?>("capability", capability.Descriptor.Name),
            new KeyValuePair<string, object?>("outcome", outcome));
    }
}
