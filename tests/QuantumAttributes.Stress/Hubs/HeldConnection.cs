using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace QuantumAttributes.Stress.Hubs;

/// <summary>A connection beneath a channel, of which somebody on the path has a hold in both directions.</summary>
internal sealed class HeldConnection : ConnectionContext
{
    private readonly ConnectionContext _connection;
    private readonly Pipe _up = new();
    private readonly Pipe _down = new();
    private readonly Task _goingUp;
    private readonly Task _goingDown;

    public HeldConnection(ConnectionContext connection, RecordPath toServer, RecordPath toClient)
    {
        _connection = connection;
        Transport = new Ends(_down.Reader, _up.Writer);
        _goingUp = toServer.CarryAsync(_up.Reader, connection.Transport.Output);
        _goingDown = toClient.CarryAsync(connection.Transport.Input, _down.Writer);
    }

    public override IDuplexPipe Transport { get; set; }

    public override string ConnectionId
    {
        get => _connection.ConnectionId;
        set => _connection.ConnectionId = value;
    }

    public override IFeatureCollection Features => _connection.Features;

    public override IDictionary<object, object?> Items
    {
        get => _connection.Items;
        set => _connection.Items = value;
    }

    public override async ValueTask DisposeAsync()
    {
        await _up.Writer.CompleteAsync();
        await _goingUp;
        await _connection.DisposeAsync();
        await _down.Reader.CompleteAsync();
        await _goingDown;
        await base.DisposeAsync();
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
