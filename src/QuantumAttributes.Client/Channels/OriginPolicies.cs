using System.Net.Http.Headers;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Policies;

namespace QuantumAttributes.Client.Channels;

/// <summary>What the clients of an application know of the policies of origins (protocol.md §7). Safe to use from several threads.</summary>
internal sealed class OriginPolicies(IPolicyMemory memory, TimeProvider time)
{
    // A memory need not be written at each answer for the sake of a moment more.
    private const double WorthWriting = 0.1;

    /// <summary>Learns from an answer that came in a channel, all of whose headers were sealed.</summary>
    public void Learn(string origin, HttpResponseMessage answer)
    {
        if (!answer.Headers.NonValidated.TryGetValues(PolicyField.Name, out HeaderStringValues lines)
            || PolicyField.Parse([.. lines]) is not { } policy)
            return;
        if (policy.MaxAge > TimeSpan.Zero)
            Require(origin, policy.MaxAge);
        else if (memory.Find(origin) is not null)
            memory.Remember(origin, DateTimeOffset.UnixEpoch);
    }

    /// <summary>Learns from the verified document of an origin whose identity is the right one. A document does not clear anything.</summary>
    public void Learn(DiscoveryDocument document)
    {
        TimeSpan maxAge = document.PolicyMaxAge < PolicyField.LongestMaxAge ? document.PolicyMaxAge : PolicyField.LongestMaxAge;
        if (document.Policy == ChannelPolicy.Require && maxAge > TimeSpan.Zero)
            Require(document.Origin, maxAge);
    }

    /// <summary>Makes sure that an origin's answers may come outside a channel.</summary>
    /// <exception cref="ChannelException">They may not.</exception>
    public void CheckOutside(Uri uri, bool sent)
    {
        string origin = RequestOrigin.Of(uri);
        if (memory.Find(origin) is not { } until || until <= time.GetUtcNow())
            return;
        throw new ChannelException(
            ChannelFailure.Policy,
            $"Until {until:u} answers of {origin} must come in a channel, as it has said in one or in its signed document. This client uses none: "
            + "call AddQuantumChannel(…), and do not switch AutoEstablishChannel off.")
        {
            RequestMayHaveRun = sent,
        };
    }

    private void Require(string origin, TimeSpan maxAge)
    {
        DateTimeOffset until = time.GetUtcNow() + maxAge;
        if (memory.Find(origin) is not { } known || (until - known).Duration() > WorthWriting * maxAge)
            memory.Remember(origin, until);
    }
}
