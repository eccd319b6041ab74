using Microsoft.AspNetCore.SignalR;

namespace QuantumAttributes.AspNetCore.Hubs;

/// <summary>
/// Asks before each invocation whether the client may still be there; where it may not, the connection is closed. It is a filter of all hubs, since a
/// hub that has filters of its own has those of all besides; and lets those alone that are none of ours.
/// </summary>
internal sealed class HubAdmissionFilter(QuantumHubs hubs) : IHubFilter
{
    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (invocationContext.Context.Features.Get<IHubAdmission>() is not { } admission)
        {
            return hubs.Contains(invocationContext.Hub.GetType())
                ? throw new HubException("The connection did not come through the gate of its hub.")
                : next(invocationContext);
        }

        ValueTask<bool> check = admission.CheckAsync(invocationContext.Context.ConnectionAborted);
        if (!check.IsCompletedSuccessfully)
            return InvokeIfAdmittedAsync(invocationContext, next, check);
        return check.Result ? next(invocationContext) : throw Refuse(invocationContext);
    }

    private static async ValueTask<object?> InvokeIfAdmittedAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next, ValueTask<bool> check) =>
        await check ? await next(invocationContext) : throw Refuse(invocationContext);

    private static HubException Refuse(HubInvocationContext invocationContext)
    {
        invocationContext.Context.Abort();
        return new HubException("The sign-in is over.");
    }
}
