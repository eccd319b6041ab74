using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace QuantumAttributes.AspNetCore.Channels;

/// <summary>
/// The head of an answer in a channel: the server's own, but that what the application wants done before it starts is done here, before
/// it is sealed, and that the reason phrase and the body underneath, which nothing seals, are out of reach.
/// </summary>
internal sealed class ChannelResponse(IHttpResponseFeature outer) : IHttpResponseFeature
{
    private Wish? _last;

    public int StatusCode { get => outer.StatusCode; set => outer.StatusCode = value; }

    public string? ReasonPhrase { get; set; }

    public IHeaderDictionary Headers { get => outer.Headers; set => outer.Headers = value; }

    public bool HasStarted => outer.HasStarted;

    Stream IHttpResponseFeature.Body
    {
        get => throw new NotSupportedException("Write to HttpResponse.Body.");
        set => throw new NotSupportedException("Set HttpResponse.Body.");
    }

    public void OnStarting(Func<object, Task> callback, object state)
    {
        if (HasStarted)
            throw new InvalidOperationException("OnStarting cannot be set because the response has already started.");
        _last = new Wish(callback, state, _last);
    }

    public void OnCompleted(Func<object, Task> callback, object state) => outer.OnCompleted(callback, state);

    /// <summary>Does what is to be done before the answer starts; the last wish first, as servers do.</summary>
    public async Task StartAsync()
    {
        while (_last is { } wish)
        {
            _last = wish.Earlier;
            await wish.Callback(wish.State);
        }
    }

    private sealed record Wish(Func<object, Task> Callback, object State, Wish? Earlier);
}
